begin;
select plan(17);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 2000000}]');
create temp table a as select howdah.send_message(howdah.start_conversation(), 'How long do refunds take?') as id;
create temp table late as select * from howdah.claim_jobs('w1', '{local/local-chat/interactive}', lease => '10 seconds');
select howdah.prepare_message(job_id, token) from late;
select howdah_test.set_time('2026-03-01 12:00:30Z');
select howdah.reap_jobs();
create temp table mine as select * from howdah.claim_jobs('w2', '{local/local-chat/interactive}');
select howdah.prepare_message(job_id, token) from mine;
select length(howdah.append_partial(job_id, token, 0, 'Five')) from mine;

select is(howdah.complete_message(job_id, token, 'acme', a.id, 'Wrong.', 'stop', 1, '2026-03-01 12:00Z', '{"input_tokens": 7, "output_tokens": 1}'),
  'stale', 'a worker that lost its lease completes nothing') from late, a;
select is((select (status, content)::text from howdah.messages join a using (id)), '(streaming,"")', 'and the message is untouched');
select is((select (user_id, input_tokens, attempt)::text from howdah.llm_usage), '(ann,7,1)', 'but the money it spent is recorded');

select is(howdah.complete_message(job_id, token, 'acme', a.id, 'Five days [1].', 'stop', 2, '2026-03-01 12:00:30Z',
  '{"input_tokens": 5, "output_tokens": 2, "latency_ms": 800, "first_token_ms": 90}'), 'complete', 'the latest claim completes') from mine, a;
select is((select (status, content, tokens_used, latency_ms, first_token_ms, finish_reason)::text from howdah.messages join a using (id)),
  '(complete,"Five days [1].",7,800,90,stop)', 'the message has the answer, its tokens and its times');
select is((select cost_cents::float from howdah.messages join a using (id)), 9::float, 'and its price in cents');
select is((select is_cited from howdah.message_citations where position = 1), true, 'a source that the answer names is cited');
select is_empty('select from howdah.message_deltas', 'the parts are gone');
select is((select outcome from howdah.jobs_done where kind = 'chat'), 'done', 'the job is finished');
select is(howdah.complete_message(job_id, token, 'acme', a.id, 'Again', 'stop', 2, '2026-03-01 12:00:30Z', '{"input_tokens": 5}'), 'stale',
  'completing again changes nothing') from mine, a;
select is((select count(*) from howdah.llm_usage where kind = 'chat'), 2::bigint, 'and is not billed twice');

create temp table b as select howdah.send_message(howdah.start_conversation(collection => null), 'And?') as id;
create temp table empty as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.prepare_message(job_id, token) from empty;
select is(howdah.complete_message(job_id, token, 'acme', b.id, E' \n', 'stop', 1, now(), '{}'), 'failed', 'an answer without text has failed') from empty, b;
select is((select (status, error_code)::text from howdah.messages join b using (id)), '(failed,empty_answer)', 'and says why');

create temp table c as select howdah.send_message(howdah.start_conversation(collection => null), 'And?') as id;
create temp table running as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.prepare_message(job_id, token) from running;
grant select on c, running to public;
set local role howdah_app;
select is(howdah.complete_message(job_id, token, 'acme', id, 'x', 'stop', 1, null, '{"input_tokens": 5}'), 'stale',
  'the application may not complete what a worker answers') from running, c;
reset role;
select is((select status from howdah.messages join c using (id)), 'streaming', 'it changes nothing');
select is((select count(*) from howdah.llm_usage), 3::bigint, 'and records nothing');
set local role howdah_analyst;
select throws_ok($$select howdah.complete_message(1, 1)$$, '42501', null, 'an analyst may not complete');
select * from finish();
rollback;
