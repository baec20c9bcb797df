begin;
select plan(3);
select is(array[howdah_internal.period_seconds('second'), howdah_internal.period_seconds('minute'),
  howdah_internal.period_seconds('hour')],
  array[1, 60, 3600]::bigint[], 'a rate has a period of so many seconds');
select is(howdah_internal.period_seconds('day'), null, 'a day has no fixed length');
set local role howdah_app;
select throws_ok($$select howdah_internal.period_seconds('day')$$, '42501', null, 'an application has no need to');
select * from finish();
rollback;
