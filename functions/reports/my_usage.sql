create or replace view howdah.my_usage
  with (security_invoker = true)
as
select u.tenant_id,
       u.day,
       u.kind,
       u.feature,
       u.provider,
       u.model,
       sum(u.call_count)::bigint as calls,
       sum(u.failed_count)::bigint as failed_calls,
       sum(u.cached_count)::bigint as cached_calls,
       sum(u.input_tokens)::bigint as input_tokens,
       sum(u.cached_input_tokens)::bigint as cached_input_tokens,
       sum(u.output_tokens)::bigint as output_tokens,
       case when sum(u.unpriced_count) < sum(u.call_count) then sum(u.cost_cents) end as cost_cents,
       sum(u.saved_cents) as saved_cents,
       sum(u.unpriced_count)::bigint as unpriced_calls,
       sum(u.unpriced_count) = 0 as cost_is_complete
  from howdah_internal.usage_measures as u
 where u.user_id = coalesce((select howdah.current_user_id()), '')
   and u.tenant_id = (select howdah.current_tenant())
 group by 1, 2, 3, 4, 5, 6
 order by 1, 2, 3, 4, 5, 6;
comment on view howdah.my_usage is
  'What the user of the context has used, per UTC day and model: for the user''s own page, from the single calls.';
select howdah_internal.describe_columns('howdah.my_usage');
grant select on howdah.my_usage to howdah_app, howdah_analyst;
