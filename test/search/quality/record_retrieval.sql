begin;
select plan(13);
select howdah.add_document('Twenty days of leave a year.', 'leave.md');
select howdah.store_query_embedding('leave', ('[1' || repeat(',0', 383) || ']')::halfvec);
set local role howdah_app;
select isnt(howdah.record_retrieval('leave', '{0.5, null, 0.9}', latency_ms => 12), null,
  'an application records what it found');
reset role;
select results_eq(
  $$select result_count, top_similarity, avg_similarity, mode, collection,
  howdah_internal.model_name(model_id), latency_ms, query_hash
      from howdah.retrieval_metrics$$,
  $$values (3, 0.9::float8, 0.7::float8, 'hybrid', 'default', 'local/local-embedding', 12,
  howdah_internal.query_hash('leave'))$$,
  'what the keyword arm alone found counts as a result and has no similarity');
select howdah.record_retrieval('nothing at all', '{}', 'keyword');
select results_eq($$select result_count, top_similarity, model_id from howdah.retrieval_metrics
  where mode = 'keyword'$$,
  'values (0, null::float8, null::integer)', 'finding nothing is recorded too; by keyword there is no model');
select lives_ok($$select howdah.record_retrieval('leave', coalesce(array_agg(s.similarity), '{}'),
  coalesce(min(s.mode), 'hybrid'))
  from howdah.search('leave') as s$$, 'the example of the manual works');
set local role howdah_analyst;
select results_eq($$select mode, retrievals, empty_count from howdah.retrieval_quality order by mode$$,
  $$values ('hybrid', 2::bigint, 0::bigint), ('keyword', 1, 1)$$,
  'an analyst sees it by day, collection, model and mode');
select throws_ok('select filter from howdah.retrieval_metrics', '42501', null, 'but no filter, which may hold content');
reset role;
select throws_ok($$select howdah.record_retrieval(null, '{}')$$, '22004', null, 'a null query is refused');
select throws_ok($$select howdah.record_retrieval('leave', null)$$, '22004', null, 'null similarities are refused');
select throws_ok($$select howdah.record_retrieval('leave', '{NaN}')$$, '22023', null,
  'a similarity that is none is refused');
select throws_ok($$select howdah.record_retrieval('leave', '{}', 'guess')$$, '22023', null,
  'an unknown mode is refused');
select throws_ok($$select howdah.record_retrieval('leave', '{}', collection => 'nowhere')$$, 'PT404', null,
  'an unknown collection is refused');
select throws_ok($$select howdah.record_retrieval('leave', '{}', message_id => gen_random_uuid())$$, 'PT404',
  null, 'an unknown message is refused');
set local role howdah_worker;
select throws_ok($$select howdah.record_retrieval('leave', '{}')$$, '42501', null, 'a worker may not');
select * from finish();
rollback;
