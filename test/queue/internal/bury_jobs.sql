begin;
select plan(9);
select howdah.act_as('ann');
select howdah.enqueue('report', '{}', 'reports');
select count(*) from howdah.claim_jobs('w', '{reports}');
select howdah_internal.bury_jobs(array(select id from howdah_internal.jobs), 'bad_request', repeat('x', 900));
select is((select (state, error_code, length(error_message), token, lease_until)::text from howdah_internal.jobs),
  '(dead,bad_request,500,,)',
    'a job that is given up stays as a dead letter with its reason, which is short, and without a token');

create temp table message as
  select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create temp table claimed as select job_id, token from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.next_step(job_id, token) from claimed;
create temp table parts as
  select howdah.append_partial(job_id, token, n * 4,
    (array['Five', ' days'])[n + 1]) from claimed, generate_series(0, 1) as n;
select howdah_internal.bury_jobs(array(select id from howdah_internal.jobs where kind = 'chat'), 'server_error',
  'no answer');
select is(
  (select (status, error_code, content)::text from howdah.messages where id = (select id from message)),
  '(failed,server_error,"Five days")', 'the message of a chat job fails and keeps what was written'
);
select is_empty($$select from howdah_internal.jobs where kind = 'chat'$$, 'and leaves no dead letter');

create temp table late as
  select howdah.send_message(howdah.start_conversation(collection => null), 'And now?') as id;
create temp table again as select job_id, token from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.next_step(job_id, token,
  jsonb_build_object('ref', howdah.next_step(job_id, token) -> 'ref', 'failure',
    '{"code": "connection", "message": "nobody answers"}'::jsonb)) from again;
select howdah_internal.bury_jobs(array(select id from howdah_internal.jobs where kind = 'chat'), 'expired', 'too late');
select is((select error_message from howdah.messages where id = (select id from late)),
  'the deadline passed after 1 call; last failure: nobody answers',
  'an expired message tells its calls and the failure before');
select is((select status from howdah.messages where id = (select id from late)), 'expired',
  'past its deadline a message is expired');
select is((select status from howdah.messages where id = (select id from message)), 'failed', 'other messages stay');
select results_eq('select outcome from howdah_internal.jobs_done order by id', $$values ('failed'), ('expired')$$,
  'and what became of their jobs is kept');
set local role howdah_worker;
select throws_ok($$select howdah_internal.bury_jobs('{1}', 'x', 'x')$$, '42501', null,
  'a worker may not bury past fail_jobs');
set local role howdah_app;
select throws_ok($$select howdah_internal.bury_jobs('{1}', 'x', 'x')$$, '42501', null, 'nor may the application');
select * from finish();
rollback;
