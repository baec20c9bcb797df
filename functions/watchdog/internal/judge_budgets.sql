create or replace function howdah_internal.judge_budgets()
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_one record;
  v_former howdah.incidents;
  v_incident howdah.incidents;
begin
  delete from howdah_internal.budget_forecasts;
  insert into howdah_internal.budget_forecasts (tenant_id, budget_id, subject, starts_at, forecast_cents)
  select f.tenant_id, f.budget_id, f.subject, f.starts_at, f.forecast_cents
    from howdah_internal.forecast_budgets() as f;
  for v_one in
    select i.former, f.*
      from (
        select o as former, o.tenant_id, o.period, o.subject
          from howdah.incidents as o
         where o.metric = 'forecast' and o.closed_at is null
      ) as i
      full join howdah.budget_forecasts as f
        on f.tenant_id = i.tenant_id and f.period = i.period
       and howdah_internal.budget_subject(f.budget_id, f.subject) = i.subject
  loop
    v_former := v_one.former;
    v_incident := v_former;
    if v_former.id is not null and (v_one.budget_id is null or v_one.starts_at != v_former.starts_at
       or v_one.forecast_cents < v_one.limit_cents or v_one.spent_cents >= v_one.limit_cents) then
      -- Another window, less is spent, or it is: then the budget itself says so.
      v_incident.closed_at := howdah.now();
    elsif v_former.id is not null
       or v_one.forecast_cents >= 1.05 * v_one.limit_cents and v_one.spent_cents < v_one.limit_cents then
      v_incident.tenant_id := v_one.tenant_id;
      v_incident.metric := 'forecast';
      v_incident.subject := howdah_internal.budget_subject(v_one.budget_id, v_one.subject);
      v_incident.period := v_one.period;
      v_incident.dimension := 'budget';
      v_incident.user_id := case when v_one.scope in ('user', 'plan') then v_one.subject end;
      v_incident.feature := case when v_one.scope = 'feature' then v_one.subject end;
      v_incident.severity := 'warning';
      v_incident.observed := round(v_one.forecast_cents, 6);
      v_incident.expected := v_one.limit_cents;
      v_incident.excess := round(v_one.forecast_cents - v_one.limit_cents, 6);
      v_incident.last_excess := v_incident.excess;
      v_incident.odd_periods := 1;
      v_incident.starts_at := v_one.starts_at;
      v_incident.seen_at := v_one.starts_at;
      v_incident.text := format('forecast of %s: %s cents by the end of the %s, of a limit of %s', v_incident.subject,
        trim_scale(round(v_one.forecast_cents, 2)), v_one.period, trim_scale(v_one.limit_cents));
    else
      continue;
    end if;
    perform howdah_internal.keep_incident(v_former, v_incident);
  end loop;
end
$$;
comment on function howdah_internal.judge_budgets is
  'Makes the forecasts of budgets anew, and opens an incident where one will be spent by a twentieth more than its '
  'limit before its window ends; it is closed once the forecast is below the limit, or the window is another one.';
