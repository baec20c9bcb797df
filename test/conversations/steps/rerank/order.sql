-- From question to answer with a model that puts the passages in order.
begin;
select plan(33);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('stub', 'c', 'chat'), howdah.register_model('stub', 'r', 'rerank', alias => 'judge');
select howdah.set_price('stub', 'r', '2026-01-01Z', '[{"input": 0, "request": 0.2}]');
select howdah.set_setting('answer_sources', '2'), howdah.set_setting('cache_answers', 'off');
select howdah.act_as('ann', 'acme');
select howdah.create_collection('k', rerank => 'stub/r');
select howdah.add_document('Refunds take five days, refunds by card.', 'a.md', 'A', collection => 'k');
select howdah.add_document('Refunds of refunds are none, refunds.', 'b.md', 'B', collection => 'k');
select howdah.add_document('About refunds and other things.', 'c.md', 'C', collection => 'k');
create temp table m (id uuid, job_id bigint, token bigint, step jsonb);
create function pg_temp.ask(question text, model text default null) returns jsonb language plpgsql as $$
declare
  v_job record;
begin
  truncate m;
  insert into m (id) select howdah.send_message(
    howdah.start_conversation(collection => 'k', model => 'stub/c'), question, rerank => ask.model);
  select * into v_job from howdah.claim_jobs('w', '{stub/c/interactive}');
  update m set job_id = v_job.job_id, token = v_job.token, step = howdah.next_step(v_job.job_id, v_job.token);
  -- No vector is to be had.
  update m set step = howdah.next_step(job_id, token, howdah_test.failure(step, 'connection'))
   where step ->> 'call' = 'embed';
  update howdah.lanes set paused_until = null;
  return (select step from m);
end $$;
create function pg_temp.says(results jsonb, facts jsonb default '{}') returns jsonb language plpgsql as $$
begin
  update m set step = howdah.next_step(job_id, token, jsonb_build_object(
    'ref', step -> 'ref', 'result', jsonb_build_object('results', results), 'facts', facts));
  return (select step from m);
end $$;
create function pg_temp.sources() returns text language sql as $$
  select string_agg(s.source || coalesce(':' || s.rerank_score, ''), ' ' order by s.source_number)
    from m cross join howdah.message_sources(m.id) as s $$;
create function pg_temp.trace() returns text language sql as $$
  select string_agg(concat_ws(' ', t.kind, t.status, t.error_code), ', ' order by t.seq)
    from m cross join howdah.message_trace(m.id) as t where t.kind != 'embed' $$;
-- By words alone.
create temp table fused as select array(
  select s.source from howdah.search('refunds', 3, 'k', mode => 'keyword') as s order by s.rank) as sources;
create function pg_temp.at(source text) returns integer language sql as $$
  select array_position(sources, source) - 1 from fused $$;

select is(pg_temp.ask('refunds') - 'ref' - 'request', '{"kind": "rerank", "call": "rerank", "provider": "stub",
  "stream": false, "timeouts": {"first_ms": 120000, "silence_ms": 60000, "total_ms": 10000}}',
  'before the answer there is an order to ask for');
select is((select step -> 'request' from m), jsonb_build_object('model', 'r', 'query', 'refunds', 'top_n', 3,
  'documents', (select jsonb_agg(case u.s
    when 'a.md' then E'A\n\nRefunds take five days, refunds by card.'
    when 'b.md' then E'B\n\nRefunds of refunds are none, refunds.'
    else E'C\n\nAbout refunds and other things.' end order by u.n)
    from fused cross join unnest(sources) with ordinality as u (s, n))),
  'of all that was found, more than the answer is given');
select is(pg_temp.says(format('[{"index": %s, "score": 0.9}, {"index": %s, "score": 0.5}, {"index": %s, "score": 0.1}]',
    pg_temp.at('c.md'), pg_temp.at('a.md'), pg_temp.at('b.md'))::jsonb,
  '{"usage": {"billed_units": {"search_units": 1}}}') ->> 'call', 'chat', 'then the answer is called for');
select is(pg_temp.sources(), 'c.md:0.9 a.md:0.5', 'with the best of that order');
select matches((select step #>> '{request,messages,-1,content}' from m),
  'source id="1" title="C".*source id="2" title="A"', 'which the model is sent so');
select is((select (u.kind, u.feature, u.input_tokens, u.is_estimated, u.item_count, trim_scale(u.cost_cents),
  u.cost_source)::text
  from howdah.llm_usage as u where u.kind = 'rerank'), '(rerank,question,,f,1,0.2,price)',
  'what is billed by the search costs that, and its tokens are not known');
select is((select t.result -> 'ranking' -> 0 ->> 'score' from m cross join howdah.message_trace(m.id) as t
  where t.kind = 'rerank'), '0.9', 'the trace has the order');
select ok((select t.request ? 'documents' from m cross join howdah.message_trace(m.id) as t where t.kind = 'rerank'),
  'and what was sent');
select is((select howdah.message_lineage(m.id) #>> '{chunks,0,rerank_score}' from m), '0.9', 'so does the lineage');
select howdah.next_step(job_id, token, howdah_test.failure(step, 'provider_error')) from m;
select howdah_test.set_time('2026-03-01 12:01Z');
update m set (job_id, token) = (select job_id, token from howdah.claim_jobs('w', '{stub/c/interactive}'));
update m set step = howdah.next_step(job_id, token);
select is((select step ->> 'call' from m), 'chat', 'an answer that has to be asked for again needs no other order');
select is(pg_temp.sources(), 'c.md:0.9 a.md:0.5', 'it has the same');

-- What has changed in between.
select pg_temp.ask('refunds');
select howdah.delete_document((select id from howdah.documents where source = 'c.md'));
select howdah.add_document('Refunds take six days, refunds by card.', 'a.md', 'A', collection => 'k');
select pg_temp.says(format('[{"index": %s, "score": 0.9}, {"index": %s, "score": 0.5}, {"index": %s, "score": 0.1}]',
    pg_temp.at('c.md'), pg_temp.at('a.md'), pg_temp.at('b.md'))::jsonb);
select is(pg_temp.sources(), 'b.md:0.1 a.md', 'what was deleted is gone, and another text has no score');
select is((select (u.is_estimated, u.item_count, trim_scale(u.cost_cents), u.cost_source)::text
  from howdah.llm_usage as u where u.message_id = (select id from m) and u.kind = 'rerank'), '(t,1,0.2,estimate)',
  'where a server does not say what it bills it is an estimate');
select howdah.add_document('About refunds and other things.', 'c.md', 'C', collection => 'k');

-- Failures.
select pg_temp.ask('refunds');
update m set step = howdah.next_step(job_id, token, howdah_test.failure(step, 'timeout'));
select is((select step ->> 'call' from m), 'chat', 'a failure is done without at once');
select is(pg_temp.sources(), (select sources[1] || ' ' || sources[2] from fused), 'in the order that was there');
select is(pg_temp.trace(), 'rerank failed timeout, answer calling', 'which the trace says');
select is((select pause_reason from howdah.lanes where name = 'stub/r/interactive'), null, 'one failure pauses nobody');
select pg_temp.ask('refunds');
select pg_temp.says('[{"index": 0, "score": 0.9}, {"index": 3, "score": 0.5}]');
select is(pg_temp.trace(), 'rerank failed bad_response, answer calling', 'an order of others is none');
select pg_temp.ask('refunds');
select pg_temp.says('[{"index": 0, "score": 0.9}, {"index": 0, "score": 0.5}]');
select is(pg_temp.trace(), 'rerank failed bad_response, answer calling', 'one that names a document twice neither');
select pg_temp.ask('refunds');
select pg_temp.says('[{"score": 0.9}]');
select is(pg_temp.trace(), 'rerank failed bad_response, answer calling', 'nor one that names none');
select pg_temp.ask('refunds');
select pg_temp.says('[]');
select is(pg_temp.trace(), 'rerank failed bad_response, answer calling', 'nor nothing');
select pg_temp.ask('refunds');
select pg_temp.says(format('[{"index": %s, "score": 1}]', pg_temp.at('c.md'))::jsonb);
select is(pg_temp.sources(), 'c.md:1 ' || (select min(s) from fused, unnest(sources) with ordinality as u (s, n)
  where s != 'c.md' and n <= 2 and n = (select min(n) from fused, unnest(sources) with ordinality as v (s, n)
    where s != 'c.md')), 'what it says nothing of follows in the order that was there');
update m set step = howdah.next_step(job_id, token, howdah_test.outcome(step, 'Five days [1].'));
select is((select status from howdah.messages where id = (select id from m)), 'complete', 'the answer is complete');

-- Refused and paused.
select howdah.set_price('stub', 'c', '2026-01-01Z', '[{"input": 0, "output": 0}]');
select howdah.set_price('local', 'local-embedding', '2026-01-01Z', '[{"input": 0}]');
select howdah.set_budget('tenant', 0.1, is_hard => true);
select is(pg_temp.ask('refunds, once more') ->> 'call', 'chat', 'without room in a budget it is not called');
select is(pg_temp.trace(), 'rerank refused PT402, answer calling', 'which the trace says too');
select howdah.set_budget('tenant', 100000, is_hard => true);
select howdah.pause_lane('stub/r/interactive', '2026-03-01 13:00Z');
create or replace function pg_temp.kinds() returns text language sql as $$
  select string_agg(s.kind, ' ' order by s.seq) from howdah_internal.message_steps as s join m on m.id = s.message_id
   where s.kind != 'embed' $$;
truncate m;
insert into m (id) select howdah.send_message(howdah.start_conversation(collection => 'k', model => 'stub/c'),
  'refunds');
update m set (job_id, token) = (select job_id, token from howdah.claim_jobs('w', '{stub/c/interactive}'));
select howdah_test.chat_step(job_id, token) from m;
select is(pg_temp.kinds(), 'answer', 'while its provider makes everybody wait nobody waits for it');
select howdah.resume_lane('stub/r/interactive');

-- Who names the model.
select howdah.register_model('stub', 'r2', 'rerank', max_input_tokens => 512);
select howdah.set_price('stub', 'r2', '2026-01-01Z', '[{"input": 2}]');
select is(pg_temp.ask('refunds', 'stub/r2') #>> '{request,model}', 'r2', 'a question may name another one');
select howdah.create_collection('k', rerank => '');
select is(pg_temp.ask('refunds') ->> 'call', 'chat', 'a collection may stop naming one');
select is(pg_temp.ask('refunds', 'judge') ->> 'call', 'rerank', 'then a question has it by name alone');
select howdah.create_collection('k', description => 'Refunds.', rerank => 'judge');
select howdah.create_collection('k', description => 'Refunds');
select is((select m.name from howdah.collections as c join howdah.models as m on m.id = c.rerank_model_id
  where c.tenant_id = 'acme' and c.name = 'k'), 'r', 'what is not given is kept');
select throws_ok($$select howdah.create_collection('k', rerank => 'stub/c')$$, '22023', null,
  'a chat model puts nothing in order');
select throws_ok($$select howdah.send_message(gen_random_uuid(), 'x', rerank => 'stub/none')$$, 'PT404', null,
  'a model that nobody knows is refused');
select throws_ok($$select howdah.start_conversation(rerank => 'stub/none')$$, 'PT404', null,
  'by a conversation too');
select * from finish();
rollback;
