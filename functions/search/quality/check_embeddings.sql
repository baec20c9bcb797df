create or replace function howdah.check_embeddings()
  returns text
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_drifting jsonb;
  v_status text;
begin
  select jsonb_agg(jsonb_build_object(
           'tenant', d.tenant_id, 'collection', d.collection, 'model', d.embedding_model,
           'baseline', round(d.baseline::numeric, 4), 'recent', round(d.recent::numeric, 4)))
    into v_drifting
    from howdah.check_retrieval_drift() as d
   where d.is_drifting;
  v_status := case when v_drifting is null then 'ok' else 'drift' end;
  insert into howdah.system_flags (key, value, updated_at)
  values (
    'reembedding_status', jsonb_build_object('status', v_status, 'collections', coalesce(v_drifting, '[]')), howdah.now()
  )
  on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at;
  return v_status;
end
$$;
comment on function howdah.check_embeddings() is
  'The weekly check: compares retrieval with its baselines and sets system_flags.reembedding_status, which doctor() '
  'reads; returns ok or drift. Example: select howdah.check_embeddings().';
