create or replace function howdah_internal.make_vector_partition(model howdah.models)
  returns void
  language plpgsql
  volatile
  set search_path from current
as $$
declare
  v_table text := 'embeddings_' || (model).id;
begin
  if (model).kind != 'embedding' or to_regclass('howdah.' || v_table) is not null then
    return;
  end if;
  execute format(
    'create table howdah.%1$I partition of howdah.embeddings (
       constraint %2$I check (vector_dims(embedding) = %3$s)
     ) for values in (%4$s)',
    v_table, v_table || '_dimensions_are_right', (model).dimensions, (model).id);
  execute format('alter table howdah.%I enable row level security', v_table);
  execute format('comment on table howdah.%I is %L', v_table,
    format('Vectors of %s/%s.', (model).provider, (model).name));
  if (model).dimensions > 4000 then
    raise notice 'above 4000 dimensions there is no index: search compares with every vector';
  elsif howdah_internal.index_statement(model) is not null then
    execute howdah_internal.index_statement(model);
  end if;
end
$$;
comment on function howdah_internal.make_vector_partition is
  'Makes the partition for the vectors of an embedding model, with an HNSW index up to 4000 dimensions.';
