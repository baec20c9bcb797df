begin;
select plan(7);
select howdah.act_as('ann', 'acme');
select howdah.store_query_embedding(' leave ', array_fill(0.5::real, array[384])::halfvec);
select is((select (tenant_id, query_hash = howdah_internal.query_hash('leave'))::text
  from howdah_internal.query_embeddings), '(acme,t)',
  'a vector is kept for the tenant, by the hash of the trimmed query');
select lives_ok($$select howdah.store_query_embedding('leave', array_fill(0.1::real, array[384])::halfvec)$$,
  'again is no error');
select is((select count(*) from howdah_internal.query_embeddings), 1::bigint, 'and changes nothing');
select throws_ok($$select howdah.store_query_embedding(null, '[1]')$$, '22004', null, 'a null query is refused');
select throws_ok($$select howdah.store_query_embedding('x', '[1]', 'nowhere')$$, 'PT404', null,
  'an unknown collection is refused');
set local role howdah_app;
select throws_ok('select * from howdah_internal.query_embeddings', '42501', null,
  'nobody reads what others have asked');
set local role howdah_worker;
select throws_ok($$select howdah.store_query_embedding('x', '[1]')$$, '42501', null, 'a worker may not store them so');
select * from finish();
rollback;
