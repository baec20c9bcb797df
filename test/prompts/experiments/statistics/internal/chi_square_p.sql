begin;
select plan(19);

-- Critical values of NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4, upper tail.
select is(
  round(howdah_internal.chi_square_p(c.statistic, c.degrees)::numeric, 3), c.p,
  format('%s with %s degrees of freedom is at %s', c.statistic, c.degrees, c.p)
)
  from (values
    (3.841, 1, 0.050), (6.635, 1, 0.010), (10.828, 1, 0.001), (5.991, 2, 0.050), (7.815, 3, 0.050), (11.345, 3, 0.010),
    (16.919, 9, 0.050), (18.307, 10, 0.050), (43.773, 30, 0.050), (124.342, 100, 0.050), (77.929, 100, 0.950)
  ) as c (statistic, degrees, p);
-- With two degrees of freedom it is exp(-x / 2).
select ok(
  abs(howdah_internal.chi_square_p(x, 2) / exp(-x / 2) - 1) < 1e-12, format('%s with 2 degrees of freedom is exact', x)
)
  from unnest(array[0.001, 3, 50]::double precision[]) as x;
select is(howdah_internal.chi_square_p(0, 5), 1::double precision, 'no difference at all is always as likely');
select is(howdah_internal.chi_square_p(1e6, 3), 0::double precision, 'a monstrous one never happens');
select throws_ok('select howdah_internal.chi_square_p(1, 0)', '22023', null, 'it has at least one degree of freedom');
select throws_ok('select howdah_internal.chi_square_p(1, 1000000)', '22023', null, 'and at most 100,000');
set local role howdah_worker;
select throws_ok('select howdah_internal.chi_square_p(1, 1)', '42501', null, 'a worker need not');

select * from finish();
rollback;
