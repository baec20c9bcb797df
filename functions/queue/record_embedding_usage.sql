create or replace function howdah.record_embedding_usage(
  tenant text,
  payer text,
  model_id integer,
  call_id uuid,
  started_at timestamptz,
  usage jsonb
)
  returns numeric
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
begin
  return howdah.write_usage(
    record_embedding_usage.tenant, record_embedding_usage.payer, record_embedding_usage.call_id, 1,
    record_embedding_usage.started_at, record_embedding_usage.model_id, record_embedding_usage.usage);
end
$$;
comment on function howdah.record_embedding_usage(text, text, integer, uuid, timestamptz, jsonb) is
  'Records what a call for embeddings cost whose vectors cannot be stored, and returns it in US cents.';
