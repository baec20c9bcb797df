begin;
select plan(2);

select is(
  howdah_internal.is_embedded(),
  (select count(*) from pg_stat_activity) <= 1, -- what the others are is not shown to everybody
  'a server has processes of its own, the embedded PGlite has none'
);
set local role howdah_app;
select lives_ok('select howdah_internal.is_embedded()', 'an application may ask');

select * from finish();
rollback;
