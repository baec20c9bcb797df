begin;
select plan(11);
select howdah.act_as('ann', 'acme');
create temp table ids as select howdah.enqueue('report', '{}', 'reports') as id;
grant select on ids to public;
select is(howdah.cancel_job(id), true, 'a ready job is removed') from ids;
select is((select outcome from howdah_internal.jobs_done), 'cancelled', 'and kept in jobs_done as cancelled');
select throws_ok('select howdah.cancel_job(id) from ids', 'PT404', null, 'a job that is gone is refused');

create temp table running as select howdah.enqueue('report', '{}', 'reports') as id;
create temp table claimed as select job_id, token from howdah.claim_jobs('w', '{reports}');
grant select on running to public;
select howdah.act_as('eve', 'other');
select throws_ok('select howdah.cancel_job(id) from running', 'PT404', null, 'a job of another tenant is refused');
select howdah.act_as('ann', 'acme');
set local role howdah_app;
select throws_ok('select howdah.cancel_job(id) from running', '42501', null, 'the application may not cancel jobs');
set local role howdah_worker;
select throws_ok('select howdah.cancel_job(id) from running', '42501', null, 'nor may a worker');
set local role howdah_admin;
select is(howdah.cancel_job(id), true, 'an admin may, also one that runs') from running;
reset role;
select is(howdah.complete_jobs(array[job_id], token), 0, 'its worker completes nothing any more') from claimed;
select is(howdah.fail_jobs(array[job_id], token, 'timeout'), 'stale', 'and fails nothing') from claimed;

create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create temp table c as select job_id, token from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.next_step(job_id, token) from c;
select howdah.cancel_job(job_id) from c;
select is((select (status, error_code)::text from howdah.messages join a using (id)), '(cancelled,)',
  'an answer whose job is taken away is cancelled');
select is((select (status, is_estimated, message_id = a.id)::text from howdah.llm_usage, a), '(cancelled,t,t)',
  'and the call that was under way is recorded as an estimate');
select * from finish();
rollback;
