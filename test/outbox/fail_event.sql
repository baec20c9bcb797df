begin;
select plan(22);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah_internal.add_event('incident', 'thing', '{}');
select howdah_internal.add_event('incident', 'other thing', '{}');
create function pg_temp.event(of_subject text default 'thing') returns uuid language sql security definer as $$
  select id from howdah.outbox where subject = of_subject order by seq limit 1 $$;
create function pg_temp.receiver() returns text language sql as $$
  select (failure_count, failing_since is not null, last_error)::text from howdah_internal.outbox_receiver $$;
create function pg_temp.pause() returns numeric language sql as $$
  select extract(epoch from paused_until - howdah.clock()) from howdah_internal.outbox_receiver $$;
create function pg_temp.delay(of_subject text) returns numeric language sql as $$
  select extract(epoch from next_attempt_at - howdah.clock()) from howdah.outbox where subject = of_subject $$;
set local role howdah_worker;
select count(*) from howdah.claim_events();
select is(howdah.fail_event('default', pg_temp.event(), 1, 'http', 503), 'again',
  'what was not received is tried again');
reset role;
select is((select last_error from howdah.outbox where subject = 'thing'), 'http 503', 'it says why');
select is(pg_temp.receiver(), '(1,t,"http 503")', 'it is the receiver that fails');
select cmp_ok(pg_temp.pause(), '>=', 1.0, 'which is left alone for a second');
select cmp_ok(pg_temp.pause(), '<=', 2.0, 'or two');
select cmp_ok(pg_temp.delay('thing'), '<=', 2.0, 'as the event is');
select howdah.fail_event('default', pg_temp.event('other thing'), 1, 'timeout');
select is(pg_temp.receiver(), '(1,t,timeout)', 'what failed with it at the same time is the same failure');
select is(howdah.fail_event('default', pg_temp.event(), 7, 'http', 503), null,
  'who has another attempt changes nothing');
select howdah_test.set_time('2026-03-01 12:05Z');
create table pg_temp.tried as select * from howdah.claim_events();
select is((select array_agg(attempt) from pg_temp.tried), '{2}', 'one is tried');
select howdah.fail_event('default', event_id, 2, 'http', 429, 120000) from pg_temp.tried;
select is(pg_temp.receiver(), '(2,t,"http 429")', 'failures in a row are counted');
select is(pg_temp.pause(), 120.0, 'a receiver that asks for time has it');
update howdah_internal.outbox_receiver set failure_count = 60, paused_until = null;
update howdah.outbox set attempts = 60;
select howdah.fail_event('default', pg_temp.event(), 60, 'connection');
select ok(pg_temp.pause() between 30 and 60, 'nobody waits longer than a minute for it');
select ok(pg_temp.delay('thing') between 300 and 600, 'nor longer than ten minutes for an event');
select howdah.fail_event('default', pg_temp.event(), 60, 'http', 503, 1e9);
select is(pg_temp.pause(), 3600.0, 'or an hour, whatever it asks for');
-- Refused.
update howdah_internal.outbox_receiver set failure_count = 0, failing_since = null, paused_until = null;
update howdah.outbox set attempts = 1;
select is(howdah.fail_event('default', pg_temp.event(), 1, 'http', 400), 'again',
  'one that is refused is tried again as well');
select is((select (failure_count, paused_until)::text from howdah_internal.outbox_receiver), '(0,)',
  'and keeps nobody waiting');
update howdah.outbox set refusals = 9 where subject = 'thing';
select is(howdah.fail_event('default', pg_temp.event(), 1, 'http', 422), 'given_up', 'ten times is enough');
select howdah_internal.add_event('incident', 'thing', '{"n": 2}');
select is(
  (select (body::jsonb -> 'data')::text from howdah.claim_events() where event_id != pg_temp.event('other thing')),
  '{"n": 2}', 'the next of its subject is due');
select is(howdah.fail_event('default', pg_temp.event(), 1, 'http', 422), null, 'what is over does not change');
select throws_ok($$select howdah.fail_event('default', gen_random_uuid(), 1, null)$$, '22004', null,
  'the error is required');
select throws_ok($$select howdah.fail_event('default', gen_random_uuid(), 1.5, 'x')$$, '22023', null,
  'an attempt is a whole number');
set local role howdah_app;
select throws_ok($$select howdah.fail_event('default', gen_random_uuid(), 1, 'x')$$, '42501', null,
  'an application cannot');
select * from finish();
rollback;
