create or replace view howdah.cost_differences
  with (security_invoker = true)
as
select u.tenant_id,
       date_trunc('month', u.created_at at time zone 'UTC')::date as month,
       u.provider,
       u.model,
       count(*) as calls,
       sum(u.cost_cents) as cost_cents,
       sum(u.list_cents) as list_cents,
       sum(u.cost_cents) - sum(u.list_cents) as difference_cents,
       round(100 * (sum(u.cost_cents) - sum(u.list_cents)) / nullif(sum(u.list_cents), 0), 1) as difference_percent
  from howdah.llm_usage as u
 where u.cost_source = 'provider'
   and u.list_cents is not null
 group by 1, 2, 3, 4
 order by 1, 2, 3, 4;
comment on view howdah.cost_differences is
  'What providers said that they billed for calls, beside what model_prices say that these cost.';
select howdah_internal.describe_columns('howdah.cost_differences');
comment on column howdah.cost_differences.calls is
  'Calls whose cost the provider reported, of models that have a price.';
comment on column howdah.cost_differences.cost_cents is 'US cents that the provider billed.';
comment on column howdah.cost_differences.list_cents is 'US cents by the price of the time.';
comment on column howdah.cost_differences.difference_cents is 'How much more was billed; negative is less.';
comment on column howdah.cost_differences.difference_percent is
  'The same in percent of list_cents; null where that is 0.';
grant select on howdah.cost_differences to howdah_analyst;
