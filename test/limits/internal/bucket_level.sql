begin;
select plan(6);
select is(howdah_internal.bucket_level(600, '2026-03-01 12:00Z', 10, '2026-03-01 12:00:30Z'), 300::numeric,
  'it runs out evenly');
select is(howdah_internal.bucket_level(600, '2026-03-01 12:00Z', 7, '2026-03-01 12:00:00.000001Z'), 599.999993,
  'to the microsecond');
select is(howdah_internal.bucket_level(600, '2026-03-01 12:00Z', 10, '2026-03-02 12:00Z'), 0::numeric,
  'until it is empty');
select is(howdah_internal.bucket_level(600, '2026-03-01 12:00Z', 10, '2026-03-01 11:00Z'), 600::numeric,
  'a clock that goes back fills nothing');
set local role howdah_analyst;
select is(howdah_internal.bucket_level(0, null, 10, now()), 0::numeric, 'a new one is empty');
set local role howdah_app;
select throws_ok($$select howdah_internal.bucket_level(0, null, 10, now())$$, '42501', null,
  'an application has no need to');
select * from finish();
rollback;
