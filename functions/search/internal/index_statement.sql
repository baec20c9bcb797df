create or replace function howdah_internal.index_statement(model howdah.models)
  returns text
  language plpgsql
  stable
as $$
begin
  if (model).kind != 'embedding' or (model).dimensions > 4000 or not (model).is_indexed
     or howdah.setting('index_embeddings') != 'on' or howdah_internal.is_embedded() then
    return null;
  end if;
  return (
    select format(
             'create index %1$I on howdah.%2$I using hnsw ((embedding::%3$I.halfvec(%4$s)) %3$I.halfvec_cosine_ops)',
             format('embeddings_%s_hnsw_idx', (model).id), 'embeddings_' || (model).id, e.extnamespace::regnamespace,
             (model).dimensions)
      from pg_extension as e
     where e.extname = 'vector');
end
$$;
comment on function howdah_internal.index_statement is
  'The statement that makes the index of a model''s vectors; null where there is none: above 4000 dimensions, where it '
  'is not wanted, on the embedded server.';
