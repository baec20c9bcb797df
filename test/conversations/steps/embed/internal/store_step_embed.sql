begin;
select plan(17);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
create temp table a (n integer, id uuid, job_id bigint, token bigint, step jsonb);
create function pg_temp.ask(n integer) returns void language plpgsql as $$
declare
  v_id uuid;
  v_job record;
begin
  v_id := howdah.send_message(howdah.start_conversation(), 'How long do refunds take, ' || ask.n || '?');
  select * into v_job from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  insert into a values (ask.n, v_id, v_job.job_id, v_job.token, howdah.next_step(v_job.job_id, v_job.token));
end $$;
-- Tells what came for the vector; what is kept, how the call ended, how the answer looks for its sources.
create function pg_temp.tell(n integer, result jsonb) returns text language sql as $$
  select howdah.next_step(job_id, token, jsonb_build_object('ref', step -> 'ref', 'result', result,
    'facts', '{"usage": {"prompt_tokens": 8}}'::jsonb)) from a where a.n = tell.n;
  select concat_ws(' ', case when q.query_hash is not null then 'kept' end, s.status, s.error_code, u.input_tokens,
    m.retrieval_mode)
    from a join howdah.messages as m using (id)
    join howdah_internal.message_steps as s on s.message_id = a.id and s.kind = 'embed'
    join howdah.llm_usage as u on u.call_id = a.id and u.attempt = s.seq
    left join howdah_internal.query_embeddings as q
      on q.tenant_id = 'acme' and q.query_hash = howdah_internal.query_hash(a.step #>> '{request,texts,0}')
   where a.n = tell.n $$;
create function pg_temp.vector(dimensions integer, value real default 0.1) returns jsonb language sql as $$
  select jsonb_build_object('embeddings', jsonb_build_array(array_fill(value, array[dimensions])::vector::text)) $$;

select pg_temp.ask(n) from generate_series(1, 9) as n;
select is(pg_temp.tell(1, pg_temp.vector(384)), 'kept done 8 hybrid',
  'a vector is kept, and sources found by meaning too');
select is((select (tenant_id, model_id = howdah_internal.default_model('embedding'),
  embedding = array_fill(0.1, array[384])::vector::halfvec)::text from howdah_internal.query_embeddings), '(acme,t,t)',
  'by its model, for whoever in the tenant asks the same');
select is((select s.kind from howdah_internal.message_steps as s join a on a.id = s.message_id
  where n = 1 and s.status = 'calling'), 'answer', 'the answer is next');
select is(pg_temp.tell(2, pg_temp.vector(383)), 'failed bad_response 8 keyword',
  'one of other dimensions is none, but paid for');
select is((select (s.error_message, s.facts -> 'has_begun')::text from howdah_internal.message_steps as s
  join a on a.id = s.message_id where n = 2 and s.kind = 'embed'), '("the answer is no vector of 384 dimensions",true)',
  'the trace says so');
select is((select s.kind from howdah_internal.message_steps as s join a on a.id = s.message_id
  where n = 2 and s.status = 'calling'), 'answer', 'and the answer goes on');
select is(pg_temp.tell(3, pg_temp.vector(384, 0)), 'failed bad_response 8 keyword', 'nor one of zeros');
select is(pg_temp.tell(4, '{"embeddings": ["[1, 2, three]"]}'), 'failed bad_response 8 keyword',
  'nor what is no vector');
select is(pg_temp.tell(5, '{"embeddings": []}'), 'failed bad_response 8 keyword', 'nor nothing');
select is(pg_temp.tell(6, '{"content": "Five days."}'), 'failed bad_response 8 keyword', 'nor a text');
select is(pg_temp.tell(7, '{"embeddings": ["[NaN]"]}'), 'failed bad_response 8 keyword', 'nor what is no number');
select is(pg_temp.tell(8, jsonb_build_object('embeddings', jsonb_build_array((select '[' || string_agg('1e9', ',')
  || ']'
  from generate_series(1, 384))))), 'failed bad_response 8 keyword', 'nor a number too large to keep');
select is((select count(*) from howdah_internal.query_embeddings), 1::bigint, 'nothing of that is kept');
-- Meanwhile somebody else has it.
insert into howdah_internal.query_embeddings (tenant_id, model_id, query_hash, embedding)
select 'acme', howdah_internal.default_model('embedding'), howdah_internal.query_hash(step #>> '{request,texts,0}'),
       array_fill(0.2, array[384])::vector::halfvec from a where n = 9;
select is(pg_temp.tell(9, pg_temp.vector(384)), 'kept done 8 hybrid', 'one that is there already stays');
select is((select count(*) from howdah_internal.query_embeddings
  where embedding = array_fill(0.2, array[384])::vector::halfvec), 1::bigint, 'as it is');
select howdah.send_message(howdah.start_conversation(), 'How long do refunds take, 1?') as again;
create temp table again as select s ->> 'kind' as kind from howdah.claim_jobs('w', '{local/local-chat/interactive}')
  as j,
  howdah.next_step(j.job_id, j.token) as s;
select is((select kind from again), null, 'an equal question needs no vector, and waits for the equal call');
set local role howdah_app;
select throws_ok($$select howdah_internal.store_step_embed(null, 1, 1, null, '{}', '{}')$$, '42501', null,
  'an application may not');
select * from finish();
rollback;
