begin;
select plan(7);

-- Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method
-- 3.
select results_eq(
  format('select round(low::numeric, 4), round(high::numeric, 4) from howdah_internal.wilson_interval(%s, %s)',
    c.successes, c.total),
  format('values (%s::numeric, %s::numeric)', c.low, c.high),
  format('%s of %s', c.successes, c.total)
)
  from (values
    (81, 263, '0.2553', '0.3662'), (15, 148, '0.0624', '0.1605'), (0, 20, '0.0000', '0.1611'),
      (1, 29, '0.0061', '0.1718')
  ) as c (successes, total, low, high);
select is((select high from howdah_internal.wilson_interval(7, 7)), 1::double precision, 'it ends at 1');
select is_empty('select * from howdah_internal.wilson_interval(0, 0)', 'without trials there is none');
set local role howdah_worker;
select throws_ok('select * from howdah_internal.wilson_interval(1, 2)', '42501', null, 'a worker need not');

select * from finish();
rollback;
