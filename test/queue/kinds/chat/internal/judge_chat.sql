begin;
select plan(10);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('stub', 'small', 'chat');
select howdah.register_model('stub', 'large', 'chat', fallback => 'stub/small');
select howdah.act_as('ann');
create temp table a as
  select howdah.send_message(howdah.start_conversation(collection => null), 'One', model => 'stub/small') as id;
create temp table j as select id, message_id from howdah_internal.jobs;
create function pg_temp.judged(action text, attempt integer) returns text language sql as $$
  select howdah_internal.judge_chat(array(select id from j), l, action, attempt, 'x', null)
    from howdah.lanes as l where l.name = 'stub/small/interactive' $$;
select is(array(select pg_temp.judged(a, 8) from unnest('{permanent,released,pause,transient}'::text[]) as a),
  '{null,null,null,null}', 'most is as with any job');
select is(pg_temp.judged('refused', 1), 'dead', 'where nobody gets through nobody waits');
insert into howdah_internal.message_steps (message_id, seq, kind, call, status)
select message_id, n, case when n = 1 then 'embed' else 'answer' end, case when n = 1 then 'embed' else 'chat' end,
       case when n = 2 then 'refused' else 'failed' end
  from j, generate_series(1, 11) as n;
select is(pg_temp.judged('transient', 1), null, 'nine calls are not the last');
insert into howdah_internal.message_steps (message_id, seq, kind, call, status)
select message_id, 12, 'answer', 'chat', 'failed' from j;
select is(array(select pg_temp.judged(a, 1) from unnest('{transient,pause}'::text[]) as a), '{dead,dead}',
  'the tenth is, whatever the failures were');
delete from howdah_internal.message_steps;
delete from howdah_internal.jobs;
select howdah.send_message(howdah.start_conversation(collection => null), 'Two', model => 'stub/large');
update j set id = k.id from howdah_internal.jobs as k;
select is(pg_temp.judged('transient', 1), null, 'a first failure is tried again');
select is(pg_temp.judged('transient', 2), 'moved', 'the second goes to the fallback');
select is((select lane from howdah_internal.jobs), 'stub/small/interactive', 'into its lane');
select is(pg_temp.judged('pause', 1), null, 'from there it goes nowhere');
delete from howdah_internal.jobs;
select howdah.send_message(howdah.start_conversation(collection => null), 'Three', model => 'stub/large');
select howdah.register_worker('w', '1', (select s.version from howdah.schema_version() as s), '{stub}');
create temp table c as select * from howdah.claim_jobs('w', '{stub/large/interactive}');
select howdah.next_step(job_id, token) is not null as called from c;
select howdah.fail_jobs(array[job_id], token, 'authentication') from c;
select is((select m.status || ' ' || s.status || ' ' || s.is_billed from howdah_internal.message_steps as s
  join howdah.messages as m on m.id = s.message_id), 'pending cancelled true', 'a call under way ends with that')
 where exists (select from howdah_internal.jobs where lane = 'stub/small/interactive');
set local role howdah_worker;
select throws_ok($$select howdah_internal.judge_chat('{1}', null, 'pause', 1, 'x', 1)$$, '42501', null,
  'a worker may not judge past fail_jobs');
select * from finish();
rollback;
