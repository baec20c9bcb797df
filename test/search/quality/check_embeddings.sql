begin;
select plan(13);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.add_document('Twenty days of leave a year.', 'leave.md');
create function pg_temp.record(many integer, middle float8) returns void language sql as $$
  insert into howdah.retrieval_metrics (tenant_id, collection, model_id, mode, result_count, top_similarity)
  select 'default', 'default', howdah_internal.default_model('embedding'), 'hybrid', 1,
  middle + case n % 2 when 0 then 0.1 else -0.1 end
    from generate_series(1, many) as n $$;
select pg_temp.record(99, 0.5);
select is(howdah.check_embeddings(), 'ok', 'before a hundred retrievals there is nothing to compare with');
select is_empty('select from howdah_internal.retrieval_baselines', 'nor a baseline');
select pg_temp.record(1, 0.5);
select howdah.check_embeddings();
-- 50 at 0.6, 50 at 0.4: mean 0.5, sample deviation 0.1 * sqrt(100 / 99); the hundredth is another one at 0.4.
select results_eq($$select retrieval_count, round(mean_similarity::numeric, 3)
  from howdah_internal.retrieval_baselines$$,
  'values (100, 0.498)', 'the first hundred make the baseline');
select howdah_test.set_time('2026-03-02 12:00Z');
select pg_temp.record(29, 0.1);
select is(howdah.check_embeddings(), 'ok', 'fewer than thirty say nothing');
delete from howdah.retrieval_metrics where created_at > '2026-03-02';
select pg_temp.record(40, 0.47);
select is(howdah.check_embeddings(), 'ok', 'a little lower is chance');
select pg_temp.record(200, 0.3);
select is(howdah.check_embeddings(), 'drift', 'much lower for long is drift');
select is((select value from howdah.system_flags where key = 'reembedding_status'), 'drift',
  'the flag says so');
select matches((select finding from howdah.doctor() where subject = 'collection default'), 'less similar',
  'and doctor() what to do');
select is(howdah.reset_retrieval_baseline('default'), 1, 'where it was meant the baseline starts anew');
select is(howdah.check_embeddings(), 'ok', 'and all is well');
select throws_ok($$select howdah.reset_retrieval_baseline(null)$$, '22004', null, 'a null collection is refused');
set local role howdah_app;
select throws_ok('select howdah.check_embeddings()', '42501', null, 'an application may not check');
select * from finish();
rollback;
