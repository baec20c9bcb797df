create or replace function howdah_internal.money_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'budget_exhausted', 'error', 'tenant ' || w.tenant_id,
         format('budget exhausted: %s of %s cents spent in the %s of %s %s', trim_scale(round(w.spent_cents, 2)),
           trim_scale(w.limit_cents), w.period, w.scope, w.subject), w.refused_at,
         coalesce(format('jobs go on at %s, or ', w.resets_at), '')
           || case w.scope when 'credit' then 'add to it with howdah.grant_credit'
             else 'raise it with howdah.set_budget' end
    from howdah.budget_status as w
   where w.is_hard
     -- Who was refused with an error left no trace; what many share is looked at all the same.
     and (w.refused_at > howdah.clock() - interval '6 minutes'
          or w.spent_cents >= w.limit_cents and w.limit_cents > 0 and w.scope not in ('user', 'plan'))
  union all
  select 'budget_alert', 'warning', 'tenant ' || a.tenant_id,
         format('%s %% of the budget spent: %s of %s cents in the %s of %s %s', a.soft_percent,
           trim_scale(round(a.spent_cents, 2)), trim_scale(a.limit_cents), a.period, a.scope, a.subject), a.alerted_at,
         case when a.scope = 'credit' then 'add to it with howdah.grant_credit, or calls will be refused'
           when a.is_hard then 'raise it with howdah.set_budget, or calls will be refused'
           else 'only a warning: the budget is soft' end
    from howdah.budget_alerts as a
   where coalesce(a.resets_at, 'infinity') > howdah.now()
     and a.scope not in ('user', 'plan')
     and (not a.is_hard or a.spent_cents < a.limit_cents)
  union all
  select 'lane_unpriced', 'error', 'lane ' || l.name, 'jobs wait: the model has no price and a hard budget applies',
         min(j.since),
         'give it one with howdah.set_price, or set the setting unpriced_calls to estimate or allow'
    from howdah.lanes as l
   cross join lateral (
     select w.tenant_id, w.user_id, min(w.created_at) as since
       from howdah_internal.jobs as w
      where w.lane = l.name and w.state = 'ready' and w.message_id is null
      group by w.tenant_id, w.user_id
   ) as j
   where l.model_id is not null
     and howdah_internal.estimated_cost(l.model_id, howdah.now(), 1, 0) is null
     and exists (
       select from howdah_internal.applicable_budgets(
           j.tenant_id, j.user_id, l.model_id, 'embedding', howdah.now()) as b
        where b.is_hard and b.limit_cents is not null
     )
   group by l.name
  union all
  select f.* from howdah_internal.price_findings() as f
  union all
  select 'rows_in_default', 'warning', 'table llm_usage', 'usage lies in the default partition', min(u.created_at),
         'run a worker, or  select howdah.maintain_queue()'
    from howdah.llm_usage_default as u
  having count(*) > 0;
end
$$;
comment on function howdah_internal.money_findings is
  'What is wrong with budgets, prices and the cost of calls.';
