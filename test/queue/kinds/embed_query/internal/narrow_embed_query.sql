begin;
select plan(4);
select howdah.act_as('ann', 'acme');
select howdah.create_collection('docs');
select howdah.request_query_embedding('shipping', 'docs');
select howdah.request_query_embedding('returns', 'docs');
create function pg_temp.narrowed() returns bigint[] language sql as $$
  select howdah_internal.narrow_embed_query(l, array(select id from howdah_internal.jobs order by id desc))
    from howdah.lanes as l $$;
select is(pg_temp.narrowed(), array(select id from howdah_internal.jobs order by id desc),
  'queries without a vector need a call, in the order they came in');
insert into howdah_internal.query_embeddings (model_id, query_hash, embedding)
select howdah_internal.default_model('embedding'), howdah_internal.query_hash('returns'),
       array_fill(0.1::real, array[384])::halfvec;
select is(pg_temp.narrowed(), array(select id from howdah_internal.jobs where payload ->> 'query' = 'shipping'),
  'one that got its vector in the meantime does not');
select results_eq('select kind, outcome from howdah_internal.jobs_done', $$values ('embed_query', 'stale')$$,
  'its job is finished as stale');
set local role howdah_worker;
select throws_ok($$select howdah_internal.narrow_embed_query(null, '{1}')$$, '42501', null,
  'a worker may not settle past claim_jobs');
select * from finish();
rollback;
