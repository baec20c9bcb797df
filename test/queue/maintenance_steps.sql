begin;
select plan(3);
select is_empty($$
  select s from unnest(howdah.maintenance_steps()) as s
   where not exists (
     select from pg_proc
      where pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and proname = s
        and pronargs = pronargdefaults)
$$, 'every step is a function that needs no parameters');
set local role howdah_worker;
select isnt_empty('select howdah.maintenance_steps()', 'a worker may ask');
set local role howdah_app;
select throws_ok('select howdah.maintenance_steps()', '42501', null, 'the application may not');
select * from finish();
rollback;
