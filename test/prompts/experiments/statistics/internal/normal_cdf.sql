begin;
select plan(11);

-- Areas of NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.1 (from 0 to z), plus 0.5.
select is(round(howdah_internal.normal_cdf(c.z)::numeric, 5), c.area, format('below %s lie %s', c.z, c.area))
  from (values
    (0, 0.50000), (0.5, 0.69146), (1, 0.84134), (1.645, 0.95002), (1.96, 0.97500), (2.58, 0.99506), (3, 0.99865),
    (-1, 0.15866)
  ) as c (z, area);
select ok(abs(howdah_internal.normal_cdf(-8) / 6.22096057427178e-16 - 1) < 1e-9,
  'far out the tail is not rounded away');
select is(howdah_internal.normal_cdf(null), null, 'null is unknown');
set local role howdah_worker;
select throws_ok('select howdah_internal.normal_cdf(1)', '42501', null, 'a worker need not');

select * from finish();
rollback;
