begin;
select plan(5);
select howdah.set_setting('retry_base_seconds', '2');
select ok((select min(d) >= interval '1 second' and max(d) < interval '6 seconds' and max(d) > interval '1 second'
  from (select howdah_internal.retry_delay(1) as d from generate_series(1, 200)) as x),
  'at random, a second at least');
select ok((select max(d) between interval '5 minutes' and interval '10 minutes'
  from (select howdah_internal.retry_delay(9) as d from generate_series(1, 200)) as x), 'ten minutes at most');
select ok(howdah_internal.retry_delay(1, 60000) between interval '60 seconds' and interval '61 seconds',
  'what the provider asks for at least');
select is(howdah_internal.retry_delay(1, 2147483647), interval '1 day', 'but no longer than a day');
set local role howdah_app;
select throws_ok('select howdah_internal.retry_delay(1)', '42501', null, 'the application may not');
select * from finish();
rollback;
