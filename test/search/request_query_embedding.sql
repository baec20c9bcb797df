begin;
select plan(14);
select is(howdah.request_query_embedding('days of leave'), 'queued', 'a new query is queued');
select is(howdah.request_query_embedding(E' days of leave\n'), 'queued', 'outer white space makes no other query');
select results_eq($$select kind, lane, payload ->> 'query', deadline > howdah.now() from howdah_internal.jobs$$,
  $$values ('embed_query', 'local/local-embedding/interactive', 'days of leave', true)$$,
  'once, in the interactive lane, with a deadline');
create temp table claimed as select * from howdah.claim_jobs('w', '{local/local-embedding/interactive}');
select is(howdah.request_query_embedding('days of leave'), 'queued', 'asked again during its call');
select is((select count(*) from howdah_internal.jobs), 1::bigint, 'it is not bought twice');
select howdah.release_jobs(array[job_id], token) from claimed;
select lives_ok($$select howdah.store_query_embedding('days of leave',
  array_fill(0.5::real, array[384])::halfvec)$$, 'an application may bring the vector');
select is(howdah.request_query_embedding('days of leave'), 'ready', 'then it is ready');
select is_empty($$select from howdah.claim_jobs('w', '{local/local-embedding/interactive}')$$,
  'and a job that still waits for it needs no call');
select throws_ok($$select howdah.store_query_embedding('x', '[1,2]')$$, '22023', null,
  'a vector of other dimensions is refused');
select throws_ok($$select howdah.store_query_embedding('x', array_fill(0::real, array[384])::halfvec)$$,
  '22023', null, 'a zero vector is refused');
select throws_ok($$select howdah.store_query_embedding('x', null)$$, '22004', null, 'a null vector is refused');
select throws_ok($$select howdah.request_query_embedding('x', 'nowhere')$$, 'PT404', null,
  'an unknown collection is refused');
select throws_ok($$select howdah.request_query_embedding('')$$, '22023', null, 'an empty query is refused');
set local role howdah_worker;
select throws_ok($$select howdah.request_query_embedding('x')$$, '42501', null, 'a worker may not ask');
reset role;
select * from finish();
rollback;
