begin;
select plan(4);
create temp table call as select gen_random_uuid() as id, howdah_internal.default_model('embedding') as model_id;
grant select on call to public;
set local role howdah_worker;
select lives_ok($$select howdah.record_embedding_usage('acme', 'ann', model_id, id, '2026-03-01 12:00Z',
  '{"input_tokens": 30, "item_count": 2, "status": "failed", "error_code": "bad_response"}')
    from call$$, 'a worker records what it paid');
select lives_ok($$select howdah.record_embedding_usage('acme', 'ann', model_id, id, '2026-03-01 12:00Z',
  '{"input_tokens": 30, "item_count": 2, "status": "failed", "error_code": "bad_response"}')
    from call$$, 'twice is once');
reset role;
select is((select array_agg((tenant_id, user_id, kind, status, input_tokens, item_count)::text) from howdah.llm_usage),
  array['(acme,ann,embedding,failed,30,2)'], 'with what it was for');
set local role howdah_app;
select throws_ok($$select howdah.record_embedding_usage('acme', 'ann', 1, gen_random_uuid(), now(), '{}')$$, '42501',
  null,
  'the application may not');
select * from finish();
rollback;
