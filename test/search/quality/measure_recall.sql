begin;
select plan(12);
select howdah.register_model('stub', 'flat', 'embedding', 2, is_indexed => false);
select howdah.set_setting('default_embedding_model', 'stub/flat');
-- Twenty vectors that turn away from [1,0], each by a little more.
select howdah.add_document_chunks('fan', (
  select jsonb_agg(jsonb_build_object('content', 'Passage ' || n, 'embedding',
  jsonb_build_array(cos(n / 20.0), sin(n / 20.0))) order by n)
    from generate_series(1, 20) as n));
select howdah.store_query_embedding('first', '[1,0]');
select is_empty($$select * from howdah.measure_recall() where recall < 1$$,
  'without records the known questions are measured');
select results_eq($$select collection, embedding_model, query_count from howdah.measure_recall()$$,
  $$values ('default', 'stub/flat', 1::bigint)$$, 'by collection and model');
select howdah.record_retrieval('first', '{0.9}', 'semantic', match_count => 5);
select howdah.record_retrieval('first', '{0.9}', 'keyword');
select results_eq($$select query_count, recall, worst, below_95_percent from howdah.measure_recall()$$,
  'values (1::bigint, 1::float8, 1::float8, 0::bigint)', 'few chunks are searched exactly: everything is found');
select results_eq($$select mode, recall from howdah.retrieval_metrics order by mode$$,
  $$values ('keyword', null::float8), ('semantic', 1::float8)$$, 'and the figure is kept with the record');

-- An arm that loses four of every five, as an index does that filters afterwards.
create or replace function howdah_internal.vector_arm(
  tenant text, user_id text, model_id integer, dimensions integer, query_embedding halfvec, collections text[],
  condition text, eligible bigint[], is_exact boolean, pool integer, audiences bigint[] default '{}'
) returns table (chunk_id bigint, score double precision) language sql as $$
  select e.chunk_id, 1 - (e.embedding <=> query_embedding) from howdah.embeddings as e
  where e.model_id = vector_arm.model_id
   order by e.embedding <=> query_embedding
   limit case when is_exact then pool else 16 end offset case when is_exact then 0 else 4 end $$;
select results_eq($$select recall, worst, below_95_percent from howdah.measure_recall()$$,
  'values (0.2::float8, 0.2::float8, 1::bigint)',
  'an arm that misses four of five is found out');
select results_eq($$select recall from howdah.measure_recall(match_count => 10)$$, 'values (0.6::float8)',
  'with another match_count too');
update howdah.embeddings set embedding = '[0,1]';
select results_eq($$select recall from howdah.measure_recall()$$, 'values (1::float8)', 'equal vectors are no misses');
select results_eq('select * from howdah.measure_recall(null)', 'select * from howdah.measure_recall()',
  'null is the default');
select throws_ok($$select * from howdah.measure_recall(0)$$, '22023', null, 'an empty sample is refused');
select throws_ok($$select * from howdah.measure_recall(10, 201)$$, '22023', null, 'too many matches are refused');
set local role howdah_admin;
select lives_ok('select * from howdah.measure_recall()', 'an administrator may measure');
set local role howdah_app;
select throws_ok('select * from howdah.measure_recall()', '42501', null, 'an application may not');
select * from finish();
rollback;
