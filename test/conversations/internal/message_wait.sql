begin;
select plan(11);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create function pg_temp.waits() returns text language plpgsql as $$
declare
  v_message howdah.messages;
begin
  select m.* into v_message from howdah.messages as m join a using (id);
  return (select concat_ws(' ', w.waiting_for, w.retry_after) from howdah_internal.message_wait(v_message) as w);
end $$;

select is(pg_temp.waits(), 'worker', 'it waits for a worker');
update howdah_internal.jobs set run_after = '2026-03-01 12:00:02.5Z';
select is(pg_temp.waits(), 'retry 3', 'after a failure for its time, in whole seconds');
select howdah.pause_lane('local/local-chat/interactive', '2026-03-01 12:00:20Z');
select is(pg_temp.waits(), 'provider 20', 'where the provider makes everybody wait, for that');
update howdah_internal.jobs set run_after = '2026-03-01 12:01Z';
select is(pg_temp.waits(), 'provider 60', 'and as long as both');
select howdah.pause_lane('local/local-chat/interactive', 'infinity');
select is(pg_temp.waits(), 'provider', 'nobody knows how long a pause without an end is');
select howdah_test.set_time('2026-03-01 12:02Z');
select howdah.resume_lane('local/local-chat/interactive');
select is(pg_temp.waits(), 'worker', 'what is over is over');
delete from howdah_internal.jobs;
select is(pg_temp.waits(), 'worker', 'also without a job');
truncate a;
insert into a select howdah.send_message(howdah.start_conversation(collection => null), 'Mine?', run_by => 'caller');
select is(pg_temp.waits(), 'caller', 'a call of the application''s own waits for the application');
select howdah.pause_lane('local/local-chat/interactive', '2026-03-01 12:03Z');
select is(pg_temp.waits(), 'caller', 'whoever else has to wait');
select is((select count(*) from howdah_internal.message_wait(null)), 1::bigint, 'it always says something');
set local role howdah_app;
select throws_ok('select howdah_internal.message_wait(null)', '42501', null, 'an application may not');
select * from finish();
rollback;
