begin;
select plan(7);
select howdah.act_as('ann', 'acme');
select howdah.create_collection('docs');
select howdah.send_message(howdah.start_conversation(collection => 'docs'), 'How long?');
create temp table claimed as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
grant select on claimed to public;
create function pg_temp.store(token bigint, call_id uuid) returns boolean language sql as $$
  select howdah.store_question_embedding(c.job_id, store.token, 'acme', 'ann', howdah.default_model('embedding'),
    array_fill(0.1::real, array[384])::halfvec, store.call_id, '2026-03-01 12:00Z', '{"input_tokens": 3}')
    from claimed as c
$$;

select is(pg_temp.store(token - 1, '00000000-0000-0000-0000-000000000001'), false, 'a worker that lost its lease stores nothing') from claimed;
select is_empty('select from howdah.query_embeddings', 'so the question has no vector');
select is((select (tenant_id, user_id, feature, input_tokens)::text from howdah.llm_usage), '(acme,ann,question,3)',
  'but the call it paid for is recorded for the asker');
select is(pg_temp.store(token, '00000000-0000-0000-0000-000000000002'), true, 'the latest claim keeps the vector') from claimed;
select is((select query_hash from howdah.query_embeddings), howdah.query_hash('How long?'), 'under the hash of the question');
select is((select user_id from howdah.llm_usage where call_id = '00000000-0000-0000-0000-000000000002'), 'ann', 'and the asker pays');
set local role howdah_app;
select throws_ok($$select howdah.store_question_embedding(1, 1, 'acme', 'ann', 1, '[1]', gen_random_uuid(), now(), '{}')$$, '42501',
  null, 'the application may not store one');
select * from finish();
rollback;
