begin;
select plan(17);
select results_eq(
  $$select minutes, hours, weekdays, is_every_hour,
    is_either_day from howdah_internal.parse_schedule('*/20 9-11 * * mon-fri')$$,
  $$values ('{0,20,40}'::int[], '{9,10,11}'::int[], '{1,2,3,4,5}'::int[], false, false)$$, 'steps, ranges, names');
select is((select weekdays from howdah_internal.parse_schedule('0 0 * * 7')), '{0}'::int[], 'Sunday is 7 too');
select is((select months from howdah_internal.parse_schedule('0 0 1 JAN,Dec *')), '{1,12}'::int[], 'names in any case');
select is((select minutes from howdah_internal.parse_schedule('5-50/15 * * * *')), '{5,20,35,50}'::int[],
  'a step in a range');
select ok((select is_either_day from howdah_internal.parse_schedule('0 0 13 * fri')),
  'two days restricted: one is enough');
select is((select hours from howdah_internal.parse_schedule(' @daily ')), '{0}'::int[], 'names for whole schedules');
select ok((select is_every_hour from howdah_internal.parse_schedule('@hourly')), 'every hour');
select throws_ok(format('select * from howdah_internal.parse_schedule(%L)', s.text), '22023', null,
  'refused: ' || s.text)
  from unnest(array['', '* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '5/10 * * * *',
    '*/0 * * * *', '5-1 * * * *'])
    as s (text);
select throws_ok('select * from howdah_internal.parse_schedule(null)', '22004', null, 'null is refused');
select * from finish();
rollback;
