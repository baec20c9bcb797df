begin;
select plan(11);
-- The middle of a month of 31 days, thirty days of usage behind it: ten cents a day, half of it on weekends.
select howdah_test.set_time('2026-03-16 00:30Z');
select howdah_internal.make_partitions();
insert into howdah_internal.usage_hourly_users (hour, user_id, provider, model, kind, feature, call_count, failed_count,
  cost_cents, timed_count, latency_ms, answer_count, answer_tokens, refused_count, given_count)
select d.day + interval '10 hours', 'ann', 'p', 'm', 'chat', 'chat', 10, 0,
       case when extract(isodow from d.day) > 5 then 5 else 10 end, 0, 0, 0, 0, 0, 0
  from generate_series('2026-02-14 00:00Z'::timestamptz, '2026-03-15 00:00Z', interval '1 day') as d (day);
create function pg_temp.budget(scope text, limit_cents numeric, period text, spent numeric, starts_at timestamptz,
  ends_at timestamptz, subject text) returns bigint language plpgsql as $$
declare
  v_id bigint := howdah.set_budget(scope, limit_cents, period);
begin
  insert into howdah_internal.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at, spent_cents)
  values ('default', v_id, subject, starts_at, ends_at, spent);
  return v_id;
end $$;
select pg_temp.budget('user', 250, 'month', 125, '2026-03-01Z', '2026-04-01Z', 'ann');
select pg_temp.budget('tenant', 300, 'month', 125, '2026-03-01Z', '2026-04-01Z', 'default');
select pg_temp.budget('user', 50, 'day', 1, '2026-03-16Z', '2026-03-17Z', 'ann');
select pg_temp.budget('model', 10, 'month', 1, '2026-03-01Z', '2026-04-01Z', 'p/unknown');
select howdah_internal.judge_budgets();
-- 16 to 31 March have twelve weekdays and four days of weekends: 140 cents, without half an hour of today.
select results_eq(
  $$select scope, subject, round(forecast_cents, 1), is_over from howdah.budget_forecasts order by scope$$,
  $$values ('tenant', 'default', 264.8, false), ('user', 'ann', 264.8, true)$$,
  'each day that is left costs what that weekday does');
select is((select count(*) from howdah.incidents), 1::bigint, 'one will not last');
select is((select (metric, subject ~ '^budget \d+ of ann$', period, dimension, user_id, severity, round(observed, 1),
  expected, round(excess, 1))::text from howdah.incidents),
  '(forecast,t,month,budget,ann,warning,264.8,250.0000000000,14.8)', 'it is an incident');
select matches((select text from howdah.incidents),
  '^forecast of budget \d+ of ann: 264.79 cents by the end of the month, of a limit of 250$', 'with its figures');
select is((select string_agg(payload ->> 'state', ' ') from howdah.outbox), 'opened', 'it is told');
select howdah_internal.judge_budgets();
select is((select count(*) from howdah.outbox), 1::bigint, 'once');
-- It is spent: the budget itself says so.
update howdah_internal.budget_windows set spent_cents = 251 where subject = 'ann' and ends_at = '2026-04-01Z';
select howdah_internal.judge_budgets();
select isnt((select closed_at from howdah.incidents), null, 'what is spent is no forecast');
update howdah_internal.budget_windows set spent_cents = 125 where subject = 'ann' and ends_at = '2026-04-01Z';
select howdah_internal.judge_budgets();
select is((select count(*) from howdah.incidents where closed_at is null), 1::bigint, 'it may come again');
select howdah.set_budget('user', 1000, 'month');
select howdah_internal.judge_budgets();
select is((select count(*) from howdah.incidents where closed_at is null), 0::bigint, 'a higher limit ends it');
select howdah.set_budget('user', 250, 'month');
-- What grows goes on growing.
update howdah_internal.usage_hourly_users
   set cost_cents = cost_cents * 1.2 ^ (extract(epoch from hour - '2026-03-16Z') / 604800);
select howdah_internal.judge_budgets();
select cmp_ok((select forecast_cents from howdah.budget_forecasts where scope = 'tenant'), '>', 290::numeric,
  'what grows by a fifth a week will cost more');
-- Nobody is foretold of whom a week is known.
delete from howdah_internal.usage_hourly_users where hour < '2026-03-09Z';
select howdah_internal.judge_budgets();
select is_empty('select from howdah.budget_forecasts', 'a week is too little');
select * from finish();
rollback;
