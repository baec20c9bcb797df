begin;
select plan(34);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.enqueue('report', '{}', 'reports') from generate_series(1, 4);
create temp table a as select array_agg(job_id) as ids, max(token) as token from howdah.claim_jobs('w', '{reports}');

select is(howdah.fail_jobs(ids, token - 1, 'timeout'), 'stale', 'another token fails nothing') from a;
select is((select count(*) from howdah_internal.jobs where state = 'running' and error_code is null), 4::bigint,
  'and changes nothing');
select is(howdah.fail_jobs(ids, token, 'bad_request', http_status => 400), 'split', 'a refused batch is split') from a;
select is((select count(*) from howdah_internal.jobs where state = 'running' and attempt = 0), 4::bigint,
  'under the same lease and without an attempt');
select is(howdah.fail_jobs(ids[1:1], token, 'bad_request', http_status => 400), 'dead',
  'the bad item that stands alone is dead') from a;
select is(howdah.fail_jobs(ids[2:3], token, 'server_error', http_status => 503), 'retry',
  'a fault of the server is tried again') from a;
select is((select count(*) from howdah_internal.jobs where state = 'ready' and attempt = 1
    and run_after between '2026-03-01 12:00:01Z' and '2026-03-01 12:00:06Z'), 2::bigint,
  'an attempt is counted, and the first delay is a second at least and six at most');
select is(howdah.fail_jobs(ids[4:4], token, 'rate_limited', 'slow down', 429, 30000), 'paused',
  'a 429 pauses the lane') from a;
select is((select (state, attempt)::text from howdah_internal.jobs, a where id = ids[4]), '(ready,0)',
  'and counts no attempt');
select ok((select paused_until between '2026-03-01 12:00:30Z' and '2026-03-01 12:00:33Z' from howdah.lanes),
  'the pause is what the provider asked for and up to a tenth more');
select is((select (pause_reason, last_error_code)::text from howdah.lanes), '(rate_limited,rate_limited)',
  'and the lane says why');

select howdah.enqueue('report', '{}', 'elsewhere');
create temp table b as select array_agg(job_id) as ids, max(token) as token from howdah.claim_jobs('w', '{elsewhere}');
select is((select cardinality(ids) from b), 1, 'other lanes go on');
select is(howdah.fail_jobs(ids, token, 'authentication', http_status => 401), 'paused',
  'a refused key pauses a bulk lane') from b;
select howdah.resume_lane('elsewhere');
update howdah_internal.jobs set attempt = 7 where lane = 'elsewhere';
create temp table c as select array_agg(job_id) as ids, max(token) as token from howdah.claim_jobs('w', '{elsewhere}');
select is(howdah.fail_jobs(ids, token, 'timeout', repeat('x', 900)), 'dead', 'the eighth failure is the last') from c;
select is((select length(error_message) from howdah_internal.jobs where lane = 'elsewhere'), 500,
  'its message is cut to 500 characters');

select howdah.enqueue('report', '{"old": 1}', 'twins', dedup_key => 'k');
create temp table d as select array_agg(job_id) as ids, max(token) as token from howdah.claim_jobs('w', '{twins}');
select howdah.enqueue('report', '{"new": 1}', 'twins', dedup_key => 'k');
select lives_ok('select howdah.fail_jobs(ids, token, ''timeout'') from d',
  'a failed job whose key is ready again is no error');
select is((select array_agg(payload) from howdah_internal.jobs where lane = 'twins'), array['{"new": 1}'::jsonb],
  'the newer one stays');

select howdah.enqueue('report', '{}', 'last') from generate_series(1, 4);
update howdah_internal.jobs set attempt = 7, crash_count = 2 where lane = 'last';
create temp table l as select array_agg(job_id) as ids, max(token) as token from howdah.claim_jobs('w', '{last}');
select is(howdah.fail_jobs(ids, token, 'server_error', http_status => 500), 'split',
  'a batch over which a provider stumbles again and again is split before all die') from l;
select is((select count(*) from howdah_internal.jobs where lane = 'last' and state = 'running' and crash_count = 0),
  4::bigint,
  'who reports has not crashed');
select is(howdah.fail_jobs(ids[1:2], token, 'worker_error'), 'split', 'and one that the database refuses') from l;
select is((select max(attempt) from howdah_internal.jobs where lane = 'last'), 7, 'no attempt counts for that') from l;
select is(howdah.fail_jobs(ids, token, 'timeout'), 'dead', 'in an outage nothing would be gained by it') from l;

select howdah.set_lane('limited', requests_per_minute => 6000, tokens_per_minute => 60000);
select howdah.enqueue('report', '{}', 'limited') from generate_series(1, 4);
update howdah_internal.jobs set estimated_tokens = 100 where lane = 'limited';
create temp table h as select array_agg(job_id) as ids, max(token) as token from howdah.claim_jobs('w', '{limited}');
create temp table charged as select requests_at, tokens_at from howdah.lanes where name = 'limited';
select is(howdah.fail_jobs(ids, token, 'bad_request', http_status => 400), 'split', 'in a lane with limits too') from h;
select is((select (l.requests_at - c.requests_at, l.tokens_at - c.tokens_at)::text
    from howdah.lanes as l, charged as c where l.name = 'limited'), '(00:00:00.02,00:00:00.4)',
  'each half is a request that the lane is charged for, with its tokens');

select howdah.enqueue('report', '{}', 'stopped');
create temp table s as select array_agg(job_id) as ids, max(token) as token from howdah.claim_jobs('w', '{stopped}');
select is(howdah.fail_jobs(ids, token, 'aborted', 'the worker stops'), 'released',
  'whoever had to stop gives its jobs back') from s;
select is((select (j.state, j.attempt, j.run_after, l.last_error_code)::text
    from howdah_internal.jobs as j join howdah.lanes as l on l.name = j.lane where l.name = 'stopped'),
  '(ready,0,"2026-03-01 12:00:00+00",)', 'at once, without an attempt, and it is no failure of the lane');
create temp table f as select array_agg(job_id) as ids, max(token) as token from howdah.claim_jobs('w', '{stopped}');
select howdah.fail_jobs(ids, token, 'overloaded', 'busy', 503, 90000) from f;
select ok((select run_after >= '2026-03-01 12:01:30Z' from howdah_internal.jobs where lane = 'stopped'),
  'what the provider asks for is waited before a retry too');

select howdah.enqueue('report', '{}', 'quick');
update howdah.lanes set class = 'interactive' where name = 'quick';
create temp table q as select array_agg(job_id) as ids, max(token) as token from howdah.claim_jobs('w', '{quick}');
select is(howdah.fail_jobs(ids, token, 'authentication', http_status => 401), 'dead',
  'a job in haste of your own that a provider refuses does not come back at once') from q;
delete from howdah.lanes where name = 'quick';

select howdah.act_as('ann');
create temp table m as select howdah.send_message(howdah.start_conversation(collection => null), 'Hi') as id;
create temp table e as select array_agg(job_id) as ids, max(token) as token
  from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select is(howdah.fail_jobs(ids, token, 'authentication', 'no key', 401), 'dead', 'a question fails at once') from e;
select is((select (status, error_code)::text from howdah.messages join m using (id)), '(failed,authentication)',
  'and says so');
select is((select paused_until from howdah.lanes where class = 'interactive'), null, 'its lane goes on');
set local role howdah_worker;
select lives_ok($$select howdah.fail_jobs('{1}', 1, 'timeout')$$, 'a worker may fail jobs');
reset role;
select howdah.enqueue('report', '{}', 'own');
create temp table running as select job_id, token from howdah.claim_jobs('w', '{own}');
grant select on running to public;
set local role howdah_app;
select is(howdah.fail_jobs(array[job_id], token, 'timeout'), 'stale',
  'the application may not fail what is not its own call') from running;
set local role howdah_analyst;
select throws_ok($$select howdah.fail_jobs('{1}', 1, 'x')$$, '42501', null, 'an analyst may not');
select * from finish();
rollback;
