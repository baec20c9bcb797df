begin;
select plan(30);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'small', 'chat');
select howdah.set_price('p', 'small', '2026-01-01Z', '[{"input": 1000, "output": 1000}]');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 0, "output": 0}]');
select howdah.set_price('local', 'local-embedding', '2026-01-01Z', '[{"input": 0}]');
select howdah.set_setting('rewrite_model', 'p/small');
select howdah.act_as('ann', 'acme');
select howdah.set_budget('tenant', 1000, 'day'), howdah.set_rate_limit('user', 100, 'requests', 'day');
select howdah.add_document('The Typhoon weighs four kilograms.', 'typhoon.md', private => false);
create temp table talk as select howdah.start_conversation() as id;
create temp table before as
select howdah.add_message(id, 'assistant', 'Three years.', parent_message_id =>
  howdah.add_message(id, 'user', 'What is the warranty of the Typhoon?')) as id from talk;
create temp table m (n integer, id uuid, job_id bigint, token bigint, step jsonb);
create function pg_temp.take(n integer, id uuid) returns text language plpgsql as $$
declare
  v_job record;
begin
  insert into m values (take.n, take.id);
  select * into v_job from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  update m set job_id = v_job.job_id, token = v_job.token, step = howdah.next_step(v_job.job_id, v_job.token)
   where m.n = take.n;
  return (select m.step ->> 'kind' from m where m.n = take.n);
end $$;
create function pg_temp.ask(n integer, content text default 'And how much does it weigh?') returns text
  language sql as $$
  select pg_temp.take(n, howdah.send_message(talk.id, ask.content, parent_message_id => before.id)) from talk,
  before $$;
create function pg_temp.told(n integer, outcome jsonb) returns jsonb language plpgsql as $$
begin
  update m set step = howdah.next_step(job_id, token, told.outcome) where m.n = told.n;
  return (select m.step from m where m.n = told.n);
end $$;
create function pg_temp.steps(n integer) returns text language sql as $$
  select string_agg(concat_ws(' ', t.kind, t.status, t.error_code), ', ' order by t.seq)
    from m, howdah.message_trace(m.id) as t where m.n = steps.n $$;
create function pg_temp.vectors(n integer) returns text language sql as $$
  select pg_temp.told(n, jsonb_build_object('ref', step -> 'ref', 'facts', '{"usage": {"prompt_tokens": 8}}'::jsonb,
    'result', jsonb_build_object('embeddings', (
      select jsonb_agg(array_fill(0.1::real, array[384])::vector::text)
        from jsonb_array_elements(step #> '{request,texts}'))))) ->> 'kind' from m where m.n = vectors.n $$;

select is(pg_temp.ask(1), 'rewrite', 'a follow-up');
select is((select array_agg(r.feature order by r.feature) from howdah_internal.reservations as r), '{answer,rewrite}',
  'what it may cost is held beside the answer');
select is((select sum(s.used)::integer from howdah_internal.rate_state as s), 1, 'as the same request');
select is((select pg_temp.told(1, howdah_test.outcome(step, 'How much does the Typhoon weigh?',
  facts => '{"usage": {"prompt_tokens": 100, "completion_tokens": 10}}')) ->> 'kind' from m where n = 1), 'embed',
  'its vector is next');
select is((select step #> '{request,texts}' from m where n = 1),
  '["And how much does it weigh?", "How much does the Typhoon weigh?"]', 'of both questions in one call');
select is((select rewritten_question from howdah.messages join m using (id) where n = 1),
  'How much does the Typhoon weigh?', 'the question stands on its answer');
select is(pg_temp.vectors(1), 'answer', 'then the answer');
select is((select retrieval_mode from howdah.messages join m using (id) where n = 1), 'hybrid+rewritten',
  'which says how its sources were found');
select is((select step #>> '{request,messages,-1,content}' ~ 'Question: And how much does it weigh\?$' from m
  where n = 1),
  true, 'and answers the question as it was asked');
select pg_temp.told(1, howdah_test.outcome(step, 'Four kilograms [1].')) from m where n = 1;
select is((select (status, cost_cents::float)::text from howdah.messages join m using (id) where n = 1),
  '(complete,0.11)', 'the answer costs both calls');
select is((select string_agg(concat_ws(' ', u.feature, u.prompt, u.prompt_version, u.input_tokens), ', '
  order by u.attempt) from howdah.llm_usage as u join m on m.id = u.message_id where n = 1),
  'rewrite rewrite 1 100, question 8, answer answer 1 ' || (select input_tokens from howdah.llm_usage as u
    join m on m.id = u.message_id where n = 1 and feature = 'answer'),
  'in the usage it is a feature of its own, with its prompt version');
select is((select sum(s.used)::integer from howdah_internal.rate_state as s), 1, 'all of it was one request');
select is((select count(*) from howdah_internal.reservations), 0::bigint, 'nothing stays held');
select is((select result ->> 'rewritten_question' from m, howdah.message_trace(m.id) where n = 1 and kind = 'rewrite'),
  'How much does the Typhoon weigh?', 'it stands in the trace');
select is((select howdah.message_lineage(m.id) ->> 'rewritten_question' from m where n = 1),
  'How much does the Typhoon weigh?', 'and in the lineage');

-- Again.
select is((select pg_temp.take(2, howdah.regenerate(id)) from m where n = 1), 'answer',
  'the same after the same turns needs no call, and its vectors are known');
select is((select (rewritten_question, retrieval_mode)::text from howdah.messages join m using (id) where n = 2),
  '("How much does the Typhoon weigh?",hybrid+rewritten)', 'and finds the same');
select is(pg_temp.steps(2), 'rewrite done, answer calling', 'the trace shows it');
select is((select (feature, cached, cost_cents::float, saved_cents::float)::text from howdah.llm_usage as u join m on
  m.id = u.message_id where n = 2), '(rewrite,t,0,0.11)', 'and the usage what it saved');
select howdah.set_setting('cache_answers', 'off');
select is((select pg_temp.take(3, howdah.regenerate(id)) from m where n = 1), 'rewrite',
  'where nothing is kept it is asked for again');

-- What is no question.
select is((select pg_temp.told(3, howdah_test.outcome(step, '')) ->> 'kind' from m where n = 3), 'embed',
  'an empty answer is done without');
select is(pg_temp.steps(3), 'rewrite failed bad_response, embed calling', 'and is a failed call');
select is((select step #> '{request,texts}' from m where n = 3),
  '["And how much does it weigh?", "What is the warranty of the Typhoon?\nAnd how much does it weigh?"]',
  'the question is searched together with the one before');
select is(pg_temp.vectors(3), 'answer', 'by meaning too');
select is((select retrieval_mode from howdah.messages join m using (id) where n = 3), 'hybrid+previous',
  'and the answer says so');

-- Another topic.
select is(pg_temp.ask(4, 'And your shops?'), 'rewrite', 'what may be another topic');
select is((select pg_temp.told(4, howdah_test.outcome(step, 'And your shops?')) #> '{request,texts}' from m
  where n = 4),
  '["And your shops?"]', 'is searched once where it stays as it is');

select howdah.forget_user('ann', dry_run => false);
select is((select count(*) from howdah_internal.query_embeddings where tenant_id = 'acme'), 0::bigint,
  'a user who is forgotten leaves no vector of it');
select is((select count(*) from howdah_internal.llm_cache where tenant_id = 'acme'), 0::bigint, 'nor the cached text');
set local role howdah_app;
select throws_ok($$select howdah_internal.store_step_rewrite(null, 1, 1, null, '{}', '{}')$$, '42501', null,
  'an application may not');
select * from finish();
rollback;
