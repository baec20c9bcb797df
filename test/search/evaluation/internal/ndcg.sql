begin;
select plan(16);
-- Grades 3 2 3 0 1 2 in the order found, by hand: 3/1 + 2/1.58496 + 3/2 + 0 + 1/2.58496 + 2/2.80735.
select is(round(howdah_internal.dcg('{3,2,3,0,1,2}', 6)::numeric, 3), 6.861, 'the gain of the textbook example');
-- The best order of what is judged, 3 3 3 2 2 2: 3 + 1.89279 + 1.5 + 0.86135 + 0.77371 + 0.71241.
select is(round(howdah_internal.dcg('{3,3,3,2,2,2}', 6)::numeric, 3), 8.740, 'and that of its best order');
select is(round(howdah_internal.ndcg('{3,2,3,0,1,2}', '{0,1,2,2,2,3,3,3}', 6)::numeric, 3), 0.785, 'give its nDCG');
-- (1/log2(3)) / (1 + 1/log2(3)) = 0.63093 / 1.63093.
select is(round(howdah_internal.ndcg('{0,1}', '{1,1}', 2)::numeric, 4), 0.3869,
  'what is found second of two relevant ones');
select is(howdah_internal.dcg('{1,1,1}', 1), 1::float8, 'what comes after k does not count');
select is(howdah_internal.ndcg('{1,1}', '{1,1}', 10), 1::float8, 'everything in the best order is 1');
select is(howdah_internal.ndcg('{}', '{1}', 10), 0::float8, 'finding nothing is 0');
select is(howdah_internal.ndcg(null, '{1}', 10), 0::float8, 'also where there is no array');
select is(howdah_internal.ndcg('{0}', '{0}', 10), null, 'where nothing is relevant there is no figure');
select is(howdah_internal.recall_at('{0,1,1}', '{1,1,1,1,0}', 3), 0.5::float8,
  'two of four relevant ones are a recall of a half');
select is(howdah_internal.recall_at('{0,1,1}', '{1,1,1,1,0}', 2), 0.25::float8, 'one of them within two');
select is(howdah_internal.recall_at('{0,2}', '{0}', 2), null, 'where nothing is relevant there is no recall');
select is(howdah_internal.reciprocal_rank('{0,0,2,1}', 10), (1.0 / 3)::float8, 'the first relevant one is third');
select is(howdah_internal.reciprocal_rank('{0,0,2}', 2), 0::float8, 'behind k it is not found');
select is(howdah_internal.reciprocal_rank(null, 10), 0::float8, 'nor in nothing');
set local role howdah_worker;
select throws_ok($$select howdah_internal.ndcg('{1}', '{1}', 10)$$, '42501', null, 'a worker may not');
select * from finish();
rollback;
