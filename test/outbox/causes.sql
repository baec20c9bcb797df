begin;
select plan(12);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann');
-- A budget.
select howdah.set_budget('user', 100, 'month', scope_id => 'ann');
create function pg_temp.spend(cents numeric) returns void language sql as $$
  select howdah_internal.settle_window(a, $1, 0)
    from howdah_internal.applicable_budgets('default', 'ann', null, 'chat', howdah.now()) as a $$;
select pg_temp.spend(79);
select is_empty('select from howdah.outbox', 'below the threshold there is no event');
select pg_temp.spend(2.5);
select pg_temp.spend(10);
select is((select string_agg((tenant_id, kind, text, user_id)::text, ' ') from howdah.outbox),
  '(default,budget_alert,"80 % of a budget are spent: 81.5 of 100 cents, month, user ann",ann)',
  'passing it is one event, of the person');
select is((select payload - 'budget_id' from howdah.outbox),
  '{"scope": "user", "whose": "ann", "period": "month", "soft_percent": 80, "limit_cents": 100, "spent_cents": 81.5,
    "is_hard": true, "starts_at": "2026-03-01T00:00:00+00:00", "resets_at": "2026-04-01T00:00:00+00:00"}',
  'with its figures');
select ok((select subject = format('budget %s of ann', payload ->> 'budget_id') from howdah.outbox),
  'it is about the budget');
-- Jobs.
delete from howdah.outbox;
select howdah.enqueue('report', '{"secret": 1}', 'reports') from generate_series(1, 30);
create table pg_temp.ids as select array_agg(id order by id) as all from howdah_internal.jobs;
select howdah_internal.bury_jobs((select i.all[1:1] from pg_temp.ids as i), 'smtp_down',
  'no answer for bob@example.com');
select is((select (kind, subject, text)::text from howdah.outbox),
  format('(job_dead,"job %1$s","job %1$s was given up in reports: smtp_down")',
    (select i.all[1] from pg_temp.ids as i)),
  'a dead job is an event');
select is((select payload from howdah.outbox), jsonb_build_object('kind', 'report', 'lane', 'reports', 'error_code',
  'smtp_down', 'job_count', 1, 'job_ids', (select i.all[1:1] from pg_temp.ids as i)),
  'it says which and why, and nothing of what was in it');
delete from howdah.outbox;
select howdah_internal.bury_jobs((select i.all[2:30] from pg_temp.ids as i), 'crashed', 'x');
select is((select string_agg((subject, text)::text, ' ') from howdah.outbox),
  '("jobs of reports","29 jobs were given up in reports: crashed")', 'those that die together are one event');
select is((select jsonb_array_length(payload -> 'job_ids') from howdah.outbox), 20,
  'of which the first have their ids');
delete from howdah.outbox;
create table pg_temp.asked as select howdah.send_message(howdah.start_conversation(), 'How many days?') as id;
select howdah_internal.bury_jobs(array(
  select id from howdah_internal.jobs where message_id = (select id from pg_temp.asked)), 'expired', 'x');
select is_empty('select from howdah.outbox', 'a question that was not answered in time is no dead job');
-- Drift.
select howdah_internal.tell_drift(
  '[{"tenant": "acme", "collection": "c", "model": "m", "baseline": 0.5, "recent": 0.3}]');
select is((select (tenant_id, kind, subject, text, payload)::text from howdah.outbox),
  '(acme,drift,"collection c with m","what is found by m in collection c is less similar than it used to be: 0.3 '
    'instead of 0.5","{""model"": ""m"", ""recent"": 0.3, ""baseline"": 0.5, ""collection"": ""c""}")',
  'drift is an event');
update howdah.system_flags
   set details = '{"collections": [{"tenant": "acme", "collection": "c", "model": "m", "recent": 0.2}]}'
 where key = 'reembedding_status';
select howdah_internal.tell_drift('[{"tenant": "acme", "collection": "c", "model": "m", "recent": 0.3},
  {"tenant": "acme", "collection": "d", "model": "m", "recent": 0.1}]');
select is((select count(*) from howdah.outbox), 2::bigint, 'what the last check knew is not told again');
select howdah_internal.tell_drift(null);
select is((select count(*) from howdah.outbox), 2::bigint, 'none is nothing to tell');
select * from finish();
rollback;
