begin;
select plan(11);
select is(howdah.request_query_embedding('days of leave'), 'queued', 'a new query is queued');
select is(howdah.request_query_embedding(E' days of leave\n'), 'queued', 'outer white space makes no other query');
select results_eq($$select kind, lane, payload ->> 'query', deadline > howdah.now() from howdah.jobs$$,
  $$values ('embed_query', 'local/local-embedding/interactive', 'days of leave', true)$$, 'once, in the interactive lane, with a deadline');
select lives_ok($$select howdah.store_query_embedding('days of leave', array_fill(0.5::real, array[384])::halfvec)$$, 'an application may bring the vector');
select is(howdah.request_query_embedding('days of leave'), 'ready', 'then it is ready');
select throws_ok($$select howdah.store_query_embedding('x', '[1,2]')$$, '22023', null, 'a vector of other dimensions is refused');
select throws_ok($$select howdah.store_query_embedding('x', array_fill(0::real, array[384])::halfvec)$$, '22023', null, 'a zero vector is refused');
select throws_ok($$select howdah.store_query_embedding('x', null)$$, '22004', null, 'a null vector is refused');
select throws_ok($$select howdah.request_query_embedding('x', 'nowhere')$$, 'PT404', null, 'an unknown collection is refused');
select throws_ok($$select howdah.request_query_embedding('')$$, '22023', null, 'an empty query is refused');
set local role howdah_worker;
select throws_ok($$select howdah.request_query_embedding('x')$$, '42501', null, 'a worker may not ask');
reset role;
select * from finish();
rollback;
