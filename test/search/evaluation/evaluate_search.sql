begin;
select plan(25);
select howdah.add_document('Refunds are paid within thirty days.', 'refunds.md');
select howdah.add_document('Leave is twenty days a year.', 'leave.md');
select howdah.add_document('Leave of parents is another matter altogether, and it takes longer.', 'parents.md');
select howdah.add_document('The canteen opens at noon.', 'canteen.md');
select throws_ok($$select * from howdah.evaluate_search(mode => 'keyword')$$, 'PT404', null,
  'without judged queries there is nothing to evaluate');
select isnt(howdah.judge_query('refunds', 'refunds.md'), null, 'a judgement is kept');
select is(howdah.judge_query('refunds ', 'refunds.md', 2), howdah.judge_query('refunds', 'refunds.md', 1),
  'again it replaces the grade');
select results_eq('select source, grade from howdah_internal.judgements', $$values ('refunds.md', 1::float8)$$,
  'and makes no second row');
-- Found: parents.md second at best, for leave.md is shorter; canteen.md is never found.
select howdah.judge_query('leave', 'parents.md');
select howdah.judge_query('leave', 'canteen.md');
select howdah.judge_query('nothing', 'refunds.md', 0);
select howdah.judge_query('zeppelin', 'canteen.md');
select results_eq(
  $$select query, sources, result_count, answered_by, round(ndcg::numeric, 4), recall, reciprocal_rank
      from howdah.evaluate_queries(mode => 'keyword')$$,
  $$values ('refunds', '{refunds.md}'::text[], 1, 'keyword', 1.0000, 1::float8, 1::float8),
           ('leave', '{leave.md,parents.md}', 2, 'keyword', 0.3869, 0.5, 0.5),
           ('zeppelin', '{}', 0, null, 0.0000, 0, 0)$$,
  'query by query; one without anything relevant is left out');
-- Means by hand: nDCG (1 + 0.386853 + 0) / 3, recall (1 + 0.5 + 0) / 3, MRR the same.
select results_eq(
  $$select query_count, round(ndcg::numeric, 4), round(recall::numeric, 4), round(mrr::numeric, 4),
  empty_count, keyword_count
      from howdah.evaluate_search(mode => 'keyword', note => 'first')$$,
  'values (3::bigint, 0.4623, 0.5000, 0.5000, 1::bigint, 2::bigint)', 'and their means');
select results_eq($$select note, mode, k, query_count from howdah.evaluations$$,
  $$values ('first', 'keyword', 10, 3::bigint)$$, 'the run is kept');
select is((select recall from howdah.evaluate_search(mode => 'keyword', k => 1)), (1.0 / 3)::float8,
  'within one, leave is not found');
select throws_ok($$select * from howdah.evaluate_search(mode => 'semantic')$$, 'PT409', null,
  'by meaning the queries need vectors');
select results_eq('select * from howdah.request_judged_embeddings()', 'values (0::bigint, 4::bigint)',
  'which can be asked for');

-- By vector the best answer for leave is canteen.md: weights decide which arm wins.
insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, content_hash, embedding)
select c.tenant_id, howdah_internal.default_model('embedding'), c.id, c.collection, c.content_hash,
       case d.source when 'canteen.md' then '[1' || repeat(',0', 383) || ']'
         else '[0,1' || repeat(',0', 382) || ']' end::halfvec
  from howdah.chunks as c join howdah.documents as d on d.id = c.document_id;
select howdah.store_query_embedding(q, ('[1' || repeat(',0', 383) || ']')::halfvec)
  from unnest('{refunds,leave,zeppelin}'::text[]) as q;
create temp table runs as
  select 'vectors' as name, mrr from howdah.evaluate_search(settings => '{"search_vector_weight": 100}')
  union all
  select 'words', mrr from howdah.evaluate_search(settings => '{"search_vector_weight": 0}');
-- Weight on vectors: canteen.md is first for all three, so refunds finds refunds.md second: (1/2 + 1 + 1) / 3.
select is((select round(mrr::numeric, 4) from runs where name = 'vectors'), 0.8333, 'a setting holds for the run');
select cmp_ok((select mrr from runs where name = 'words'), '<', (select mrr from runs where name = 'vectors'),
  'another makes a difference');
select is(howdah.setting('search_vector_weight'), '1', 'and none is there afterwards');
select is((select settings from howdah.evaluations order by id desc limit 1), '{"search_vector_weight": 0}',
  'the run says which it was');
select throws_ok($$select * from howdah.evaluate_search(settings => '{"tenancy": "required"}')$$, '22023',
  null, 'other settings are refused');
select throws_ok($$select * from howdah.evaluate_search(settings => '{"search_magic": 1}')$$, 'PT404', null,
  'unknown ones too');
select throws_ok($$select * from howdah.evaluate_search(settings => '{"search_vector_weight": -1}')$$, '22023',
  null, 'and values that do not fit');
select throws_ok($$select * from howdah.evaluate_queries(k => 0)$$, '22023', null, 'k is at least 1');
select results_eq('select query from howdah.evaluate_queries(null)', 'select query from howdah.evaluate_queries()',
  'null is the default set');
select throws_ok($$select howdah.judge_query('leave', null)$$, '22004', null, 'a judgement names a source');
select throws_ok($$select howdah.judge_query('leave', 'leave.md', -1)$$, '22023', null, 'a negative grade is refused');
select throws_ok($$select howdah.judge_query('leave', 'leave.md', collection => 'nowhere')$$, 'PT404', null,
  'an unknown collection is refused');
set local role howdah_admin;
select isnt_empty($$select * from howdah.evaluate_search(mode => 'keyword')$$, 'an administrator may evaluate');
select is(howdah.delete_judged_queries('default'), 4, 'and delete a set');
set local role howdah_app;
select throws_ok($$select * from howdah.evaluate_search()$$, '42501', null, 'an application may not');
select * from finish();
rollback;
