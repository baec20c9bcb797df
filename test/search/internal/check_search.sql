begin;
select plan(7);
select lives_ok($$select howdah_internal.check_search('leave', 200, 'hybrid')$$,
  'a query, a count and a mode are enough');
select throws_ok($$select howdah_internal.check_search(null, 1, 'hybrid')$$, '22004', null, 'a null query is refused');
select throws_ok($$select howdah_internal.check_search(E' \t\n', 1, 'hybrid')$$, '22023', null, 'a blank one too');
select throws_ok($$select howdah_internal.check_search(repeat('x', 100001), 1, 'hybrid')$$, '22001', null,
  'and one over 100,000 characters');
select throws_ok($$select howdah_internal.check_search('leave', 201, 'hybrid')$$, '22023', null,
  'more than 200 matches are refused');
select throws_ok($$select howdah_internal.check_search('leave', 1, 'fuzzy')$$, '22023', null,
  'an unknown mode is refused');
set local role howdah_worker;
select throws_ok($$select howdah_internal.check_search('leave', 1, 'hybrid')$$, '42501', null,
  'a worker may not search');
select * from finish();
rollback;
