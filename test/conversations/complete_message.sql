begin;
select plan(30);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 2000000}]');
create temp table c as select howdah.start_conversation() as id;
grant select on c to public;
-- A question whose call the application makes itself.
create function pg_temp.ask(question text, model text default null) returns table (id uuid, job_id bigint, token bigint)
  language sql as $$
  select a.id, m.job_id, m.token from c,
    lateral howdah.send_message(c.id, ask.question, model => ask.model, run_by => 'caller') as a (id),
    lateral howdah.claim_message(a.id) as m $$;
create function pg_temp.stands(id uuid) returns text language sql as $$
  select concat_ws(' ', m.status, m.error_code, nullif(m.content, ''))
  from howdah.messages as m where m.id = stands.id $$;

set local role howdah_app;
create temp table mine as select * from pg_temp.ask('How long do refunds take?');
grant select on mine to public;
select length(howdah.append_partial(job_id, token, 0, 'Five')) from mine;
select is(howdah.complete_message(job_id, token - 1, 'Wrong.', 'stop', '{"input_tokens": 7, "output_tokens": 1}', id),
  'stale', 'with another token nothing is completed') from mine;
reset role;
select is(pg_temp.stands(id), 'streaming', 'the message is untouched') from mine;
select is_empty('select from howdah.llm_usage', 'and as the call is still under way, nothing is counted');
set local role howdah_app;
select is(howdah.complete_message(job_id, token, 'Five days [1].', 'stop',
  '{"prompt_tokens": 5, "completion_tokens": 2, "latency_ms": 800, "first_token_ms": 90}'), 'complete',
  'the claim completes') from mine;
reset role;
select is((select (status, content, tokens_used, latency_ms, first_token_ms, finish_reason)::text from howdah.messages
  join mine using (id)),
  '(complete,"Five days [1].",7,800,90,stop)', 'the message has the answer, its tokens and its times');
select is((select cost_cents::float from howdah.messages join mine using (id)), 9::float, 'and its price in cents');
select is((select is_cited from howdah_internal.message_citations where position = 1), true,
  'a source that the answer names is cited');
select is_empty('select from howdah_internal.message_deltas', 'the parts are gone');
select is((select outcome from howdah_internal.jobs_done where kind = 'chat'), 'done', 'the job is finished');
set local role howdah_app;
select is(howdah.complete_message(job_id, token, 'Again', 'stop', '{"input_tokens": 5, "output_tokens": 9}', id),
  'stale',
  'completing again changes nothing') from mine;
reset role;
select is((select array_agg(row(user_id, input_tokens, output_tokens, attempt)::text) from howdah.llm_usage
  where kind = 'chat'), '{"(ann,5,2,1)"}', 'and is not billed twice');

set local role howdah_app;
create temp table e as select * from pg_temp.ask('And?');
select is(howdah.complete_message(job_id, token, E' \n', 'stop'), 'failed', 'an answer without text has failed') from e;
reset role;
select is(pg_temp.stands(id), E'failed empty_answer  \n', 'and says why') from e;
create temp table f as select * from pg_temp.ask('And then?');
select is(howdah.complete_message(job_id, token, 'Half a', 'content_filter'), 'failed', 'so has one that was filtered')
  from f;
select is(pg_temp.stands(id), 'failed content_filter Half a', 'which keeps what came') from f;
create temp table x as select * from pg_temp.ask('And if I do not want to know?');
select howdah.cancel_message(id) from x;
select is(howdah.complete_message(job_id, token, 'Five', 'stop', '{"input_tokens": 3, "output_tokens": 1}'),
  'cancelled',
  'one that was cancelled stays so') from x;
select is((select (m.content, m.cost_cents::float, u.input_tokens)::text from howdah.messages as m join x using (id)
  join howdah.llm_usage as u on u.call_id = m.id), '("",5,3)', 'but costs what it cost');

create temp table b as
  select howdah.send_message(howdah.start_conversation(collection => null), 'And a worker?') as id;
create temp table running as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.next_step(job_id, token) from running;
grant select on b, running to public;
create temp table before as select count(*) as n from howdah.llm_usage;
set local role howdah_app;
select is(howdah.complete_message(job_id, token, 'x', 'stop', '{"input_tokens": 5}', id), 'stale',
  'the application may not complete what a worker answers') from running, b;
reset role;
select is(pg_temp.stands(id), 'streaming', 'it changes nothing') from b;
select is((select count(*) from howdah.llm_usage), n, 'and records nothing') from before;
set local role howdah_worker;
select is(howdah.complete_message(job_id, token, 'As it says.', 'stop', '{"input_tokens": 5}'), 'complete',
  'a worker may') from running;
select throws_ok($$select howdah.complete_message(1, 1, 'x', usage => '7')$$, '22023', null,
  'a usage that is no object is refused');
select throws_ok($$select howdah.complete_message(1, 1, 'x', usage => '[]')$$, '22023', null, 'nor a list');
set local role howdah_analyst;
select throws_ok($$select howdah.complete_message(1, 1)$$, '42501', null, 'an analyst may not complete');
reset role;
create temp table p as select * from pg_temp.ask('And the weather?');
select throws_ok(format($$select howdah.complete_message(%s, %s, '', 'tool_calls', parts => %L)$$, job_id, token, v),
  '22023', null, 'these are no parts: ' || v)
  from p, unnest('{"{}","[1]","[{\"type\": \"wish\"}]"}'::text[]) as v;
select is(howdah.complete_message(job_id, token, '', 'tool_calls', parts => '[{"type": "tool_call", "id": "c",
  "name": "weather", "arguments": "{}"}]'), 'complete', 'calls of tools are an answer') from p;
select is((select parts #>> '{0,name}' from howdah.messages join p using (id)), 'weather', 'and are kept');
create temp table q as select * from pg_temp.ask('And tomorrow?');
select is(howdah.complete_message(job_id, token, 'Half a', 'error'), 'failed',
  'what the provider broke off is no answer') from q;
select * from finish();
rollback;
