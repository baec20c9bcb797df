create or replace view howdah.usage_by_day
  with (security_invoker = true)
as
select u.tenant_id,
       (u.created_at at time zone 'UTC')::date as day,
       u.kind,
       count(*) as calls,
       count(*) filter (where u.status != 'ok') as failed_calls,
       sum(u.input_tokens) as input_tokens,
       sum(u.output_tokens) as output_tokens,
       coalesce(sum(u.cost_cents), 0) as cost_cents,
       count(*) filter (where u.cost_cents is null) as unpriced_calls,
       count(*) filter (where u.cost_cents is null) = 0 as cost_is_complete
  from howdah.llm_usage as u
 group by 1, 2, 3;
comment on view howdah.usage_by_day is 'Calls, tokens and cost per UTC day and kind of call.';
comment on column howdah.usage_by_day.cost_cents is 'US cents of the calls whose price is known.';
comment on column howdah.usage_by_day.unpriced_calls is 'Calls without a known price; they are not in cost_cents.';
comment on column howdah.usage_by_day.cost_is_complete is 'True when every call has a price.';
