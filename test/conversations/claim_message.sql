begin;
select plan(51);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
delete from howdah_internal.jobs;
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 2000000}]');
select howdah.set_budget('tenant', 1000000, 'month');
create temp table c as select howdah.start_conversation() as id;
grant select on c to public;
set local role howdah_app;
create temp table a as select howdah.send_message(id, 'How long do refunds take?', run_by => 'caller') as id from c;
grant select on a to public;
reset role;
select howdah.register_worker('w', '1', version, '{local}') from howdah.schema_version();
select is_empty('select howdah.claim_jobs(''w'', ''{interactive,bulk,caller}'')', 'no worker claims it');
set local role howdah_app;
reset role;
select howdah.stop_calls();
set local role howdah_app;
select throws_ok('select howdah.claim_message(id) from a', 'PT429', null, 'nobody calls while calls are switched off');
reset role;
select howdah.resume_calls();
set local role howdah_app;
create temp table mine as select * from howdah.claim_message((select id from a));
grant select on mine to public;
select is((select status || ' ' || (request ->> 'provider') || '/' || (request ->> 'model') from mine),
  'call local/local-chat', 'its user claims it');
select matches((select request #>> '{messages,1,content}' from mine), 'five days.*Question: How long',
  'with the request, sources and all');
select throws_ok('select howdah.claim_message(id) from a', 'PT409', null, 'once');
select is(howdah.append_partial(job_id, token, 0, 'Five'), 'ok', 'it streams') from mine;
select is((select delta from a, howdah.read_message(a.id)), 'Five', 'and readers read');
select howdah.act_as('eve', 'acme');
select is(howdah.append_partial(job_id, token, 4, ' lies'), 'stale', 'nobody else may write') from mine;
select is_empty('select howdah.heartbeat(array[job_id], token) from mine', 'nor hold it');
select is(howdah.fail_jobs(array[job_id], token, 'timeout'), 'stale', 'nor fail it') from mine;
select is(howdah.complete_message(job_id, token, message_id => a.id, content => 'Lies',
  usage => '{"input_tokens": 99}'), 'stale',
  'nor complete it') from mine, a;
select throws_ok('select howdah.claim_message(id) from a', 'PT404', null, 'nor claim it');
select howdah.act_as('ann', 'acme');
select isnt_empty('select howdah.heartbeat(array[job_id], token, ''1 hour'') from mine', 'a long call holds on');
select throws_ok($$select howdah.complete_message(job_id, token, content => 'x', usage => '7') from mine$$, '22023',
  null,
  'a usage that is no object is refused');
select is(howdah.complete_message(job_id, token, message_id => a.id, content => 'Five days [1].',
  finish_reason => 'stop',
  usage => '{"prompt_tokens": 5, "completion_tokens": 2, "latency_ms": 800, "cached": true}'), 'complete',
    'and completes') from mine, a;
reset role;
select is((select (m.status, m.content, m.tokens_used, m.cost_cents::float, m.run_by)::text from howdah.messages as m
  join a using (id)),
  '(complete,"Five days [1].",7,9,caller)', 'the message has answer, tokens and cost');
select is((select (user_id, input_tokens, cost_cents::float, attempt)::text from howdah.llm_usage where kind = 'chat'),
  '(ann,5,9,1)',
  'the usage is what a worker would have recorded');
select is((select is_cited from howdah_internal.message_citations), true, 'and so are the citations');
select is(howdah.complete_message(job_id, token, message_id => a.id, content => 'x',
  usage => '{"input_tokens": 5, "output_tokens": 2}'), 'stale',
  'completing again changes nothing') from mine, a;
select is((select count(*) from howdah.llm_usage where kind = 'chat'), 1::bigint, 'and is not billed twice');

create temp table dies as select howdah.send_message(id, 'Are you there?', run_by => 'caller') as id from c;
create temp table dead as select * from howdah.claim_message((select id from dies));
grant select on dies, dead to public;
select howdah_test.set_time('2026-03-01 12:02:30Z');
select howdah.reap_jobs();
select is((select (status, error_code)::text from howdah.messages join dies using (id)), '(failed,caller_gone)',
  'when the lease ends the message fails');
select is_empty($$select from howdah_internal.jobs union all select from howdah_internal.reservations
  where status = 'held'$$, 'and what it held is given back');
set local role howdah_app;
select is(howdah.complete_message(job_id, token, message_id => dies.id, content => 'Yes.',
  usage => '{"input_tokens": 3}'), 'stale',
  'an answer that comes after that is not stored') from dead, dies;
select howdah.complete_message(job_id, token, message_id => dies.id, content => 'Yes.', usage => '{"input_tokens": 3}')
  from dead, dies;
reset role;
select is((select sum(input_tokens) from howdah.llm_usage), 8::bigint, 'but what it cost is recorded, once');

create temp table fails as select howdah.regenerate(id, run_by => 'caller') as id from dies;
create temp table failing as select * from howdah.claim_message((select id from fails));
grant select on fails, failing to public;
set local role howdah_app;
select is(howdah.fail_jobs(array[job_id], token, 'rate_limited', 'slow down', 429, 9000), 'dead',
  'a failed call is not made again by others') from failing;
reset role;
select is((select (status, error_code, error_message)::text from howdah.messages join fails using (id)),
  '(failed,rate_limited,"slow down")',
  'the message says why');
select is((select max(paused_until) from howdah.lanes), null, 'and no lane waits for it');
select howdah.activate_prompt('tags',
  howdah.create_prompt_version('tags', 'As JSON.', params => '{"response_format": {"type": "json_object"}}'));
create temp table again as
  select howdah.send_message(howdah.start_conversation(prompt => 'tags', collection => null), 'Tags?',
    run_by => 'caller') as id;
create temp table twice as select * from howdah.claim_message((select id from again));
grant select on again, twice to public;
set local role howdah_app;
select is(howdah.complete_message(job_id, token, message_id => again.id, content => 'Well',
  usage => '{"input_tokens": 3}'), 'retry',
  'what has to be JSON and is none is asked for once more') from twice, again;
reset role;
select is((select count(*) from howdah_internal.reservations where status = 'held'), 1::bigint,
  'for which its money stays held');
set local role howdah_app;
select is(howdah.append_partial(job_id, token, 0, '{'), 'ok', 'under the same claim') from twice;
select is(howdah.complete_message(job_id, token, message_id => again.id, content => '{}',
  usage => '{"input_tokens": 4}'), 'complete',
  'and is an answer then') from twice, again;
select howdah.complete_message(job_id, token, message_id => again.id, content => '{}', usage => '{"input_tokens": 4}')
  from twice, again;
reset role;
select is((select sum(input_tokens) from howdah.llm_usage where call_id = (select id from again)), 7::bigint,
  'both calls are recorded, once each');
select is((select count(*) from howdah_internal.reservations where status = 'held'), 0::bigint,
  'and nothing is held any more');

create temp table whole as select howdah.send_message(id, 'How long do refunds take then?', run_by => 'caller')
  as id from c;
create temp table all_of_it as select * from howdah.claim_message((select id from whole), all_steps => true);
select is((select concat_ws(' ', status, step ->> 'kind', step ->> 'call', request ->> 'provider', request ->> 'model')
  from all_of_it), 'call embed embed local local-embedding', 'with all steps the vector of the question comes first');
grant select on whole, all_of_it to public;
set local role howdah_app;
select howdah.act_as('eve', 'acme');
select is(howdah.next_step(job_id, token), null, 'nobody else goes on with it') from all_of_it;
select is(howdah.next_step(job_id, token, howdah_test.vector_outcome(step)), null, 'or says what came') from all_of_it;
select howdah.act_as('ann', 'acme');
select is(howdah.next_step(job_id, token), step, 'asked again it is the same step') from all_of_it;
create temp table after as
  select howdah.next_step(job_id, token, howdah_test.vector_outcome(step, '{"input_tokens": 6}'))
  as step from all_of_it;
grant select on after to public;
select is((select concat_ws(' ', step ->> 'call', step ->> 'provider', step #>> '{request,model}') from after),
  'chat local local-chat', 'then comes the answer');
select is(howdah.next_step(job_id, token, howdah_test.outcome(t.step, 'Five days [1].',
  facts => '{"input_tokens": 5, "output_tokens": 2, "cached": true, "status": "failed"}')), null, 'and then nothing')
  from all_of_it, after as t;
reset role;
select is((select (m.status, m.content, m.retrieval_mode, m.cost_cents::float)::text from howdah.messages as m
  join whole using (id)), '(complete,"Five days [1].",hybrid,9)', 'its message is complete, and found by meaning');
select is((select string_agg(concat_ws(' ', u.kind, u.feature, u.user_id, u.status, u.input_tokens, u.cached), ', '
  order by u.attempt) from howdah.llm_usage as u join whole on whole.id = u.call_id),
  'embedding question ann ok 6 f, chat answer ann ok 5 f', 'and both calls are paid for by the one who asked');
create temp table blind as select howdah.send_message(id, 'How long is long?', run_by => 'caller') as id from c;
create temp table failing_step as select * from howdah.claim_message((select id from blind), all_steps => true);
create temp table goes_on as
  select howdah.next_step(job_id, token, howdah_test.failure(step, 'timeout')) as step from failing_step;
select is((select step ->> 'call' from goes_on), 'chat', 'a vector that does not come is done without');
select is(howdah.next_step(job_id, token, howdah_test.failure(g.step, 'timeout')), null, 'an answer is not')
  from failing_step, goes_on as g;
select is((select (status, error_code)::text from howdah.messages join blind using (id)), '(failed,timeout)',
  'nor does anybody else ask again');
create temp table known as select howdah.send_message(id, 'How long do refunds take?', run_by => 'caller') as id from c;
create temp table by_meaning as select * from howdah.claim_message((select id from known),
  query_embedding => array_fill(0.1, array[384])::vector::halfvec, all_steps => true);
select is((select step ->> 'call' || ' ' || m.retrieval_mode from by_meaning,
  howdah.messages as m join known using (id)),
  'chat hybrid', 'who brings it along is not asked for it');

create temp table late as select howdah.send_message(id, 'Too late?', run_by => 'caller') as id from c;
select howdah_test.set_time('2026-03-01 13:00Z');
select throws_ok('select howdah.claim_message(id) from late', 'PT409', null, 'past its deadline it is not claimed');
select howdah_internal.expire_jobs();
select is((select status from howdah.messages join late using (id)), 'expired', 'but expires');
select throws_ok($$select howdah.claim_message(id, '0 s') from late$$, '22023', null, 'a lease of no time is refused');
select throws_ok($$select howdah.claim_message(howdah.send_message(id, 'Worker?')) from c$$, 'PT409', null,
  'what a worker answers cannot be claimed');
grant select on late to public;
set local role howdah_app;
select howdah.act_as(null, 'acme');
select throws_ok('select howdah.claim_message(id) from late', '28000', null, 'the application needs a user');
set local role howdah_worker;
select throws_ok('select howdah.claim_message(null)', '42501', null, 'a worker may not');
select * from finish();
rollback;
