begin;
select plan(2);

select is(
  howdah.is_embedded(), version() ~ 'emscripten|wasm', 'it tells PGlite from a server'
);
set local role howdah_app;
select lives_ok('select howdah.is_embedded()', 'an application may ask');

select * from finish();
rollback;
