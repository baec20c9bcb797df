begin;
select plan(7);

-- The cigarette tax poll of Time, April 18, 1994 (351 of 605 non-smokers, 41 of 195 smokers for it), as worked out in
-- Penn State's STAT 415, lesson 9.4: z = 8.99. By hand: (0.58017 - 0.21026) / sqrt(0.49 * 0.51 * (1/605 + 1/195)).
select is(round(howdah_internal.two_proportion_z(351, 605, 41, 195)::numeric, 2), 8.99, 'a poll of smokers and others');
select is(round(howdah_internal.two_proportion_z(41, 195, 351, 605)::numeric, 2), -8.99,
  'the other way round it is negative');
-- By hand: (0.12 - 0.10) / sqrt(0.11 * 0.89 * (2 / 1000)) = 0.02 / 0.0139928 = 1.4293.
select is(round(howdah_internal.two_proportion_z(120, 1000, 100, 1000)::numeric, 4), 1.4293,
  '12 against 10 of a hundred');
select is(howdah_internal.two_proportion_z(0, 0, 1, 2), null, 'without trials there is nothing to compare');
select is(howdah_internal.two_proportion_z(5, 5, 7, 7), null, 'nor where all succeed');
select is(howdah_internal.two_proportion_z(0, 5, 0, 7), null, 'nor where none does');
set local role howdah_worker;
select throws_ok('select howdah_internal.two_proportion_z(1, 2, 1, 2)', '42501', null, 'a worker need not');

select * from finish();
rollback;
