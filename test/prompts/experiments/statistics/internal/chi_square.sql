begin;
select plan(6);

-- Mendel's peas (1866): 315 round yellow, 108 round green, 101 wrinkled yellow, 32 wrinkled green, expected as 9:3:3:1.
-- By hand: 2.25^2/312.75 + 3.75^2/104.25 + 3.25^2/104.25 + 2.75^2/34.75 = 0.470; found so in most textbooks.
select is(
  round(howdah_internal.chi_square('{315,108,101,32}', '{9,3,3,1}')::numeric, 3), 0.470, 'Mendel''s peas'
);
select is(
  round(howdah_internal.chi_square_p(howdah_internal.chi_square('{315,108,101,32}', '{9,3,3,1}'), 3)::numeric, 3),
    0.925,
  'fit their ratio well'
);
-- By hand: (60 - 50)^2 / 50 + (40 - 50)^2 / 50.
select is(howdah_internal.chi_square('{60,40}', '{5000,5000}'), 4::double precision, '60 of 100 for an even split');
select is(howdah_internal.chi_square('{0,0}', '{1,1}'), null, 'nothing counted, nothing known');
select is(howdah_internal.chi_square(null, '{1,1}'), null, 'null is unknown');
set local role howdah_worker;
select throws_ok($$select howdah_internal.chi_square('{1}', '{1}')$$, '42501', null, 'a worker need not');

select * from finish();
rollback;
