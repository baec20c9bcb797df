begin;
select plan(11);
select howdah.act_as('ann');
select howdah.enqueue('report', '{}', 'reports');
select count(*) from howdah.claim_jobs('w', '{reports}');
select is(howdah.bury_jobs(array(select id from howdah.jobs), 'bad_request', repeat('x', 900)), 1, 'a job is given up');
select is((select (state, error_code, length(error_message), token, lease_until)::text from howdah.jobs),
  '(dead,bad_request,500,,)', 'it stays as a dead letter with its reason, which is short, and without a token');

create temp table message as
  select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
select count(*) from howdah.claim_jobs('w', '{local/local-chat/interactive}');
insert into howdah.message_deltas (message_id, from_char, content) select id, 0, 'Five' from message;
insert into howdah.message_deltas (message_id, from_char, content) select id, 4, ' days' from message;
update howdah.messages set status = 'streaming' where id = (select id from message);
select howdah.bury_jobs(array(select id from howdah.jobs where kind = 'chat'), 'server_error', 'no answer');
select is(
  (select (status, error_code, content)::text from howdah.messages where id = (select id from message)),
  '(failed,server_error,"Five days")', 'the message of a chat job fails and keeps what was written'
);
select is_empty($$select from howdah.jobs where kind = 'chat'$$, 'and leaves no dead letter');

create temp table late as
  select howdah.send_message(howdah.start_conversation(collection => null), 'And now?') as id;
update howdah.jobs set error_code = 'connection', error_message = 'nobody answers' where kind = 'chat';
select howdah.bury_jobs(array(select id from howdah.jobs where kind = 'chat'), 'expired', 'too late');
select is((select error_message from howdah.messages where id = (select id from late)),
  'too late; last failure: nobody answers', 'an expired message tells the failure before');
select is((select status from howdah.messages where id = (select id from late)), 'expired',
  'past its deadline a message is expired');
select is((select status from howdah.messages where id = (select id from message)), 'failed', 'other messages stay');
select results_eq('select outcome from howdah.jobs_done order by id', $$values ('failed'), ('expired')$$,
  'and what became of their jobs is kept');
select is(howdah.bury_jobs('{}', 'x', 'x'), 0, 'no jobs are no error');
set local role howdah_worker;
select throws_ok($$select howdah.bury_jobs('{1}', 'x', 'x')$$, '42501', null, 'a worker may not bury past fail_job');
set local role howdah_app;
select throws_ok($$select howdah.bury_jobs('{1}', 'x', 'x')$$, '42501', null, 'nor may the application');
select * from finish();
rollback;
