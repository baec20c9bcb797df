begin;
select plan(8);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'slow', 'chat', silence_seconds => 7, total_seconds => 90);
select howdah.act_as('ann', 'acme');
create temp table a as
  select howdah.send_message(howdah.start_conversation(collection => null, model => 'p/slow'), 'How long?') as id;
create temp table j as select * from howdah.claim_jobs('w', '{p/slow/interactive}');
select howdah.next_step(job_id, token) from j;
create function pg_temp.hand_out() returns jsonb language sql as $$
  select howdah_internal.hand_out_step(s, m) from howdah_internal.message_steps as s
    join howdah.messages as m on m.id = s.message_id $$;

select is(pg_temp.hand_out() - 'request' - 'ref',
  '{"kind": "answer", "call": "chat", "provider": "p", "stream": true,
    "timeouts": {"first_ms": 120000, "silence_ms": 7000, "total_ms": 90000}}', 'a call, and how long it may take');
select is(pg_temp.hand_out() -> 'ref', jsonb_build_object('kind', 'chat', 'tenant_id', 'acme', 'user_id', 'ann',
  'message_id', a.id, 'seq', 1, 'model_id', howdah_internal.find_model('p/slow', 'chat'), 'started_at',
  timestamptz '2026-03-01 12:00Z', 'reservation_id', a.id),
  'its ref says all that billing it takes, should the message be gone') from a;
select is(pg_temp.hand_out() -> 'request', (select s.request - 'provider' from howdah_internal.message_steps as s),
  'what is to be sent, as it was composed');
select howdah_test.set_time('2026-03-01 12:01:30Z');
select is(pg_temp.hand_out() #>> '{timeouts,first_ms}', '30000', 'later there is less time');
update howdah_internal.message_steps set call = 'embed', kind = 'embed';
select is(pg_temp.hand_out() ->> 'stream', 'false', 'only a text is streamed');
select is(howdah_internal.hand_out_step(null, null), null, 'no call is none');
select is(howdah_internal.hand_out_step(null, m), null, 'of any message') from howdah.messages as m join a using (id);
set local role howdah_app;
select throws_ok('select howdah_internal.hand_out_step(null, null)', '42501', null, 'an application may not');
select * from finish();
rollback;
