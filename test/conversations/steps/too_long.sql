begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
select howdah.register_model('local', 'short', 'embedding', 8, max_input_tokens => 64);
select howdah.register_model('local', 'small', 'chat', max_input_tokens => 1000);
select howdah.create_collection('docs', 'local/short');
select howdah.add_document('Trams stop at the harbour.', 'tram.md', collection => 'docs', private => false);
create function pg_temp.question() returns text language sql as $$
  select 'Where do trams stop? ' || repeat('I ask because my sister does not know it. ', 100)
$$;
create temp table a as
  select howdah.send_message(howdah.start_conversation(collection => 'docs'), pg_temp.question()) as id;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table s as select howdah.next_step(job_id, token) as s from j;
select is((select s ->> 'call' from s), 'embed', 'a question that is longer than the embedding model takes');
select ok((select howdah.estimate_tokens(s #>> '{request,texts,0}') from s) between 45 and 64,
  'is sent as far as it takes it');
create temp table n as select howdah.next_step(job_id, token, howdah_test.vector_outcome(s)) as s from j, s;
select is((select s ->> 'call' from n), 'chat', 'and not again');
select is((select retrieval_mode from howdah.messages join a using (id)), 'hybrid', 'its vector is found for it');
select is((select count(*) from howdah_internal.query_embeddings
  where query_hash = howdah_internal.query_hash(pg_temp.question())), 1::bigint, 'and for who asks the same');

-- The model that it moved to takes less.
select howdah.next_step(job_id, token, howdah_test.failure(s, 'connection')) from j, n;
update howdah.messages set model_id = (select id from howdah.models where name = 'small') where id = (select id from a);
update howdah_internal.jobs set run_after = howdah.clock();
truncate j;
insert into j select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select is(howdah.next_step(job_id, token), null, 'a question that is too long for it is not sent') from j;
select is((select concat_ws(' ', status, error_code) from howdah.messages join a using (id)),
  'failed context_length_exceeded', 'the message fails');
select matches((select error_message from howdah.messages join a using (id)),
  '^the question with its prompt is about \d+ tokens, and the model takes 1000$', 'and says how long it is');
select is_empty('select from howdah_internal.reservations', 'nothing is held any more');
select * from finish();
rollback;
