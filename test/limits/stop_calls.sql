begin;
select plan(10);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
create temp table sent as select howdah.send_message(howdah.start_conversation(), 'Before?') as id;
select is(howdah.stop_calls(), true, 'calls are switched off');
select is(howdah.stop_calls(), false, 'and were off already');
select is((select value from howdah.system_flags where key = 'llm_calls'), 'off', 'by a flag');
select is((select (admitted, reason, retry_after)::text from howdah.admit()), '(f,calls_off,60)', 'none is let in');
select throws_ok($$select howdah.send_message(howdah.start_conversation(), 'Now?')$$, 'PT429',
  'calls of models are switched off', 'no question either');
select howdah.register_worker('w', '1', version, '{local}') from howdah.schema_version();
select is_empty($$select * from howdah.claim_jobs('w')$$, 'and what waits is not claimed');
select is((select finding from howdah.doctor() where subject = 'calls'), 'calls of models are switched off',
  'doctor says so');
select howdah.resume_calls();
select is((select kind from howdah.claim_jobs('w')), 'chat', 'after it work goes on');
set local role howdah_app;
select throws_ok('select howdah.stop_calls()', '42501', null, 'an application may not');
set local role howdah_admin;
select lives_ok('select howdah.stop_calls()', 'an administrator may');
select * from finish();
rollback;
