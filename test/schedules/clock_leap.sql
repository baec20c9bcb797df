-- One look at a wrong clock: nothing destroyed, nothing put off for years.
begin;
select plan(26);
create function pg_temp.settle(at timestamptz) returns void language plpgsql as $$
begin
  perform howdah_test.set_time(at);
  perform howdah_internal.make_partitions();
  update howdah_internal.usage_rollups set done_until = at;
  update howdah.schedules set next_run_at = howdah.next_run(schedule, time_zone, at);
  perform howdah_internal.trust_clock(task) from howdah_internal.clock_looks;
end $$;
select pg_temp.settle('2027-03-01 12:00Z');
insert into howdah.llm_usage (call_id, created_at, kind, provider, model, cost_cents)
values (gen_random_uuid(), howdah.now(), 'chat', 'p', 'm', 1);
insert into howdah_internal.jobs_done (id, tenant_id, kind, lane, attempt, outcome, created_at)
values (1, 'default', 'report', 'reports', 0, 'done', howdah.now());
select howdah.set_setting('conversation_days', '60');
select howdah_internal.ensure_default_prompt();
insert into howdah.conversations (id, prompt) select '00000000-0000-4000-8000-000000000001', min(name)
  from howdah.prompts;
insert into howdah_internal.llm_cache (key, model_id, response, expires_at)
select sha256('a'), min(m.id), 'a', howdah.now() + interval '1 day' from howdah.models as m;
create function pg_temp.kept() returns bigint language sql as $$
  select (select count(*) from howdah.llm_usage) + (select count(*) from howdah_internal.jobs_done)
    + (select count(*) from howdah.conversations) + (select count(*) from howdah_internal.llm_cache) $$;
select is(pg_temp.kept(), 4::bigint, 'a call, a job, a conversation, an answer');

select howdah_test.set_time('2037-03-01 12:00Z');
select cmp_ok(howdah.tick(), '>', 8, 'ten years ahead everything is due');
select ok(howdah.maintain_queue(), 'and the queue is kept');
select howdah.run_schedule(name, only_if_due => true) from howdah.schedules;
select is(pg_temp.kept(), 4::bigint, 'nothing is deleted on one look');
select is((select count(*) from howdah.doctor() where subject = 'clock'), 1::bigint, 'and doctor tells');
select isnt(to_regclass('howdah.llm_usage_203703'), null, 'new rows have their partition');
select howdah_test.set_time('2037-03-01 13:00Z');
select howdah.tick(), howdah.maintain_queue();
select is(pg_temp.kept(), 4::bigint, 'nor on many within the hour');

-- Right again.
select howdah_test.set_time('2027-03-01 13:01Z');
select cmp_ok((select count(*) from howdah.schedule_health where is_overdue), '>=', 10::bigint,
  'a next run farther away than the schedule allows is overdue');
select ok(exists (select from howdah.doctor() where subject = 'schedules'), 'and doctor tells');
select howdah.tick();
select is((select count(*) from howdah.schedules where is_enabled
  and next_run_at > howdah.next_run(schedule, time_zone)), 0::bigint, 'one tick puts all of them right');
select is((select count(*) from howdah.schedule_health where is_overdue), 0::bigint, 'none is overdue');
select ok(not exists (select from howdah.schedule_health where last_outcome is distinct from 'done'),
  'the last run is the last by the right clock');
select is(howdah.tick(), 0, 'once');
select howdah.maintain_queue();
select ok(not exists (select from howdah.doctor() where subject in ('schedules', 'clock')), 'doctor is silent');
select is(pg_temp.kept(), 4::bigint, 'and all is still there');

-- Really that late: five weeks and more of silence are believed a day later.
select howdah_test.set_time('2037-03-01 12:00Z');
select howdah.maintain_queue();
select howdah_test.set_time('2037-03-02 11:59Z');
select howdah.maintain_queue();
select is((select count(*) from howdah.llm_usage), 1::bigint, 'not before a day has passed');
select howdah_test.set_time('2037-03-02 12:01Z');
update howdah_internal.usage_rollups set done_until = howdah.now();
select howdah.maintain_queue();
select is((select count(*) from howdah.llm_usage), 0::bigint, 'what is old goes then');
select is((select count(*) from howdah.conversations), 1::bigint, 'each task looks for itself');
select howdah.run_schedule('retention');
select is((select count(*) from howdah.conversations), 0::bigint, 'and does it at once when asked');
select ok(not exists (
  select from howdah_internal.clock_looks where task = 'delete_old_rows' and doubted_at is not null),
  'which ends the doubt');

-- A month of rest is none.
select pg_temp.settle('2027-03-01 12:00Z');
select howdah_test.set_time('2027-03-29 12:00Z');
select is(howdah_internal.believes_clock('make_partitions'), true, 'four weeks are believed at once');
select howdah_test.set_time('2027-06-29 12:00Z');
select is(howdah_internal.believes_clock('make_partitions'), false, 'three months are not');
select howdah.set_schedule('partitions', '0 0 1 1 *');
select is(howdah_internal.believes_clock('make_partitions'), true, 'but for a task of every year');
-- Back: it deletes less by a clock that is behind, and what lies ahead of it is believed again.
select howdah_test.set_time('2020-01-01 12:00Z');
select is(howdah_internal.believes_clock('make_partitions'), true, 'a clock that is behind is believed');
select is((select seen_at from howdah_internal.clock_looks where task = 'make_partitions'),
  '2020-01-01 12:00Z'::timestamptz, 'and counted from');
select ok(not exists (
  select from howdah_internal.clock_looks where task = 'make_partitions' and doubted_at is not null),
  'without doubt');
select * from finish();
rollback;
