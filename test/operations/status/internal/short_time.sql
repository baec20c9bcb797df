begin;
select plan(2);
select results_eq(
  'select howdah_internal.short_time(s) from unnest(array[0, 119.2, 120, 7199, 7200, 172800, null]) as s',
  array['0 s', '120 s', '2 min', '120 min', '2 h', '2 days', null], 'seconds for people'
);
set local role howdah_app;
select throws_ok('select howdah_internal.short_time(1)', '42501', null, 'not for applications');
select * from finish();
rollback;
