begin;
select plan(7);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('local', 'asked', 'embedding', 3, query_prefix => 'ask: ');
select howdah.act_as('ann', 'acme');
select howdah.create_collection('c', 'local/asked');
select howdah.add_document('Refunds take five days.', 'refunds.md', collection => 'c', private => false);
create temp table a (n integer, id uuid, job_id bigint, token bigint, step jsonb);
create function pg_temp.ask(n integer) returns jsonb language plpgsql as $$
declare
  v_id uuid;
  v_job record;
begin
  v_id := howdah.send_message(
    howdah.start_conversation(collection => 'c'), 'How long do refunds take, ' || ask.n || '?');
  select * into v_job from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  insert into a values (ask.n, v_id, v_job.job_id, v_job.token, howdah.next_step(v_job.job_id, v_job.token));
  return (select a.step from a where a.n = ask.n);
end $$;
-- Hands a vector in and says which call is next.
create function pg_temp.tell(n integer, step jsonb) returns jsonb language sql as $$
  select howdah.next_step(a.job_id, a.token, jsonb_build_object('ref', tell.step -> 'ref',
    'result', '{"embeddings": ["[1,0,0]"]}'::jsonb, 'facts', '{"usage": {"prompt_tokens": 8}}'::jsonb))
    from a where a.n = tell.n $$;

select is(pg_temp.ask(1) #>> '{request,texts,0}', 'ask: How long do refunds take, 1?',
  'a question is sent with the query_prefix of its model');
select is((select s.input_tokens from howdah_internal.message_steps as s join a on a.id = s.message_id),
  howdah.estimate_tokens('ask: How long do refunds take, 1?'), 'which is admitted with it');
select is(pg_temp.tell(1, step) ->> 'kind', 'answer', 'its vector is used') from a where n = 1;
select is((select query_prefix from howdah_internal.query_embeddings), 'ask: ', 'and kept under the prefix');

select pg_temp.ask(2);
select howdah.register_model('local', 'asked', 'embedding', 3, query_prefix => 'query: ');
update a set step = pg_temp.tell(2, step) where n = 2;
select is((select step #>> '{request,texts,0}' from a where n = 2), 'query: How long do refunds take, 2?',
  'where the prefix changes during the call the question is embedded anew');
select is(pg_temp.tell(2, step) ->> 'kind', 'answer', 'then it is answered') from a where n = 2;
select results_eq(
  $$select query_prefix from howdah_internal.query_embeddings
     where query_hash = howdah_internal.query_hash('How long do refunds take, 2?')$$,
  array['query: '], 'and no vector is kept under a prefix that it was not made with');
select * from finish();
rollback;
