begin;
select plan(22);
select howdah_test.set_time('2026-03-01 12:00Z');
select is_empty('select * from howdah.claim_events()', 'where nothing waits nothing is handed out');
create table pg_temp.made as
select n, howdah_internal.add_event('incident', 'thing ' || n % 3, jsonb_build_object('n', n), 'number ' || n) as id
  from generate_series(1, 6) as n;
grant select on pg_temp.made to howdah_worker;
create function pg_temp.claim(many integer default null) returns text language sql as $$
  select string_agg(m.n || '/' || c.attempt, ' ' order by m.n)
    from howdah.claim_events(many) as c join pg_temp.made as m on m.id = c.event_id $$;
set local role howdah_worker;
select is(pg_temp.claim(1), '1/1', 'the oldest comes first');
select is(pg_temp.claim(), '2/1 3/1', 'of each subject the first that waits');
select is(pg_temp.claim(), null, 'while one is posted the next of its subject waits');
select howdah.complete_event('default', (select id from pg_temp.made where n = 1));
select is(pg_temp.claim(), '4/1', 'when it is delivered the next is due');
reset role;
select howdah_test.set_time('2026-03-01 12:02Z');
select is(pg_temp.claim(), '2/2 3/2 4/2', 'what was claimed by a worker that died is due when its lease ends');
select set_config('timezone', 'Asia/Tokyo', true);
select howdah_test.set_time('2026-03-01 12:04Z');
select is(
  (select body::jsonb - 'id' from howdah.claim_events(1)),
  '{"type": "incident", "timestamp": "2026-03-01T12:00:00.000Z", "tenant": "default", "subject": "thing 2",
    "text": "number 2", "data": {"n": 2}}',
  'what is posted says what it is, when and about what, also in a sentence');
select set_config('timezone', 'UTC', true);
create table pg_temp.bodies as select event_id, body from howdah.claim_events(1);
select howdah_test.set_time('2026-03-01 12:06Z');
select set_config('timezone', 'Asia/Tokyo', true), set_config('datestyle', 'German', true);
select results_eq('select body from howdah.claim_events() where event_id in (select event_id from pg_temp.bodies)',
  'select body from pg_temp.bodies', 'it is the same at every attempt');
select results_eq($$select event_id::text, body::jsonb ->> 'id' from pg_temp.bodies$$,
  $$select id::text, id::text from pg_temp.made where n = 3$$, 'with the id of the event');
-- A receiver that fails.
select howdah_test.set_time('2026-03-01 12:10Z');
update howdah_internal.outbox_receiver set failure_count = 1, paused_until = '2026-03-01 12:11Z';
select is(pg_temp.claim(), null, 'while the receiver is paused nothing is handed out');
select howdah_test.set_time('2026-03-01 12:11Z');
select is((select count(*) from howdah.claim_events()), 1::bigint, 'then one, to see whether it is back');
update howdah_internal.outbox_receiver set failure_count = 0;
-- What is old.
select is((select asked_at from howdah_internal.outbox_receiver), '2026-03-01 12:11Z', 'that a worker asks is noted');
select howdah_test.set_time('2026-03-01 12:11:20Z');
select howdah.claim_events(1);
select is((select asked_at from howdah_internal.outbox_receiver), '2026-03-01 12:11Z', 'not more often than needed');
select howdah_test.set_time('2026-03-08 12:00:01Z');
select is((select count(*) from howdah.claim_events()), 0::bigint, 'after outbox_days nothing is posted any more');
select howdah.set_setting('outbox_days', '8');
select is((select count(*) from howdah.claim_events()), 3::bigint, 'which can be set');
select howdah.set_setting('outbox_days', '7');
select howdah_internal.add_event('incident', 'thing 1', '{}');
select is((select count(*) from howdah.claim_events()), 1::bigint, 'nor does what is too old keep the next');
select is((select deleted from howdah_internal.delete_old_rows() where kind = 'outbox'), 6::bigint, 'and is deleted');
select throws_ok('select howdah.claim_events(0)', '22023', null, 'none at a time is refused');
select throws_ok('select howdah.claim_events(1.5)', '22023', null, 'so is one and a half');
select throws_ok($$select howdah.claim_events(1, '1 week')$$, '22023', null, 'and a lease of a week');
set local role howdah_admin;
select throws_ok('select howdah.claim_events()', '42501', null, 'an administrator posts nothing');
set local role howdah_app;
select throws_ok('select howdah.claim_events()', '42501', null, 'nor does an application');
select * from finish();
rollback;
