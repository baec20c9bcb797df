create or replace view howdah_internal.usage_user_calls
  with (security_invoker = true)
as
select m.tenant_id, m.created_at, m.month, m.user_id, m.call_count, m.failed_count, m.cached_count, m.estimated_count,
       m.unpriced_count, m.input_tokens, m.cached_input_tokens, m.output_tokens, m.cost_cents, m.saved_cents
  from howdah_internal.usage_measures as m;
comment on view howdah_internal.usage_user_calls is
  'What reports by user and month of a time zone read of a call: columns of usage_measures.';
grant select on howdah_internal.usage_user_calls to howdah_analyst;
