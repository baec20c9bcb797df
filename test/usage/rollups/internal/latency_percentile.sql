begin;
select plan(5);
create temp table sample as
  select exp(random() * 6 + 2) as ms from generate_series(1, 20000), (select setseed(0.42)) as s;
select ok(bool_and(abs(h.value / x.value - 1) < 0.0101), 'p50, p95 and p99 within 1 % of the exact figures')
  from (values (0.5), (0.95), (0.99)) as p (share)
 cross join lateral (select percentile_disc(p.share) within group (order by ms) as value from sample) as x
 cross join lateral (
   select howdah_internal.latency_percentile(array_agg(b.bucket), array_agg(b.count), p.share) as value
     from (select howdah_internal.latency_bucket(ms::numeric) as bucket, count(*) as count from sample group by 1) as b
 ) as h;
select is(howdah_internal.latency_percentile('{5,5}', '{1,2}', 1), howdah_internal.latency_percentile('{5}', '{3}', 1),
  'histograms add up');
select is(howdah_internal.latency_percentile('{}', '{}', 0.5), null, 'nothing without calls');
select throws_ok($$select howdah_internal.latency_percentile('{1}', '{1}', 95)$$, '22023', null,
  'a share is between 0 and 1');
set local role howdah_worker;
select throws_ok(
  $$select howdah_internal.latency_percentile('{1}', '{1}', 0.5)$$, '42501', null, 'a worker has no need to'
);
select * from finish();
rollback;
