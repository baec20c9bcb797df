create or replace function howdah_internal.is_embedded()
  returns boolean
  language sql
  stable
return version() ~ 'wasm|emscripten';
comment on function howdah_internal.is_embedded is
  'True in the embedded PGlite, which has one backend: no waiting procedures, no HNSW indexes there.';
grant execute on function howdah_internal.is_embedded to howdah_app;
