begin;
select plan(2);

select is(
  howdah.is_embedded(),
  not exists (select from pg_stat_activity where backend_type = 'checkpointer'),
  'a server has processes of its own, the embedded PGlite has none'
);
set local role howdah_app;
select lives_ok('select howdah.is_embedded()', 'an application may ask');

select * from finish();
rollback;
