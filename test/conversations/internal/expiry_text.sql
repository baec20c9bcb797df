begin;
select plan(7);
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create function pg_temp.says(call text, status text, code text default null, message text default null) returns text
  language sql as $$
  insert into howdah_internal.message_steps (tenant_id, message_id, seq, kind, call, status, error_code, error_message)
  select 'acme', id, (select count(*) + 1 from howdah_internal.message_steps), 'x', says.call, says.status, code,
  message
    from a where says.call is not null;
  select howdah_internal.expiry_text(m) from howdah.messages as m join a using (id) $$;

select is(pg_temp.says(null, null), 'the deadline passed before the first call', 'nobody called');
select is(pg_temp.says('embed', 'failed', 'timeout'), 'the deadline passed before the first call',
  'a vector is no answer');
select is(pg_temp.says('chat', 'refused', 'PT402'), 'the deadline passed before the first call',
  'a call that was not made is none');
select is(pg_temp.says('chat', 'crashed', 'crashed'), 'the deadline passed after 1 call; last failure: crashed',
  'how often it was called, and what went wrong');
select is(pg_temp.says('chat', 'failed', 'connection', 'the stream was cut'),
  'the deadline passed after 2 calls; last failure: the stream was cut', 'at last');
select is(pg_temp.says('chat', 'done'), 'the deadline passed after 3 calls; last failure: none', 'or nothing did');
set local role howdah_app;
select throws_ok('select howdah_internal.expiry_text(null)', '42501', null, 'an application may not');
select * from finish();
rollback;
