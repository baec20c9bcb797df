begin;
select plan(3);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah_test.add_calls();
set local timezone = 'Pacific/Auckland';
set local role howdah_analyst;
select results_eq(
  'select tenant_id, day, calls, cached_calls, cache_hit_rate, saved_cents from howdah.cache_hit_rate',
  $$values
    ('acme', date '2026-02-28', 1::bigint, 0::bigint, 0::double precision, 0::numeric),
      ('acme', '2026-03-01', 2, 1, 50, 2.25),
    ('acme', '2026-03-02', 1, 0, 0, 0), ('other', '2026-03-03', 1, 0, 0, 0)$$,
  'answers only, per UTC day, with what the cache saved'
);
set local role howdah_app;
select throws_ok('select from howdah.cache_hit_rate', '42501', null,
  'an application sees its users'' own usage only, in my_usage');
set local role howdah_worker;
select throws_ok('select from howdah.cache_hit_rate', '42501', null, 'a worker sees no reports');

select * from finish();
rollback;
