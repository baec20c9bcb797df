create or replace function howdah.is_embedded()
  returns boolean
  language sql
  stable
return version() ~ 'wasm|emscripten';
comment on function howdah.is_embedded() is
  'True in the embedded PGlite, which has one backend: no waiting procedures, no HNSW indexes there.';
