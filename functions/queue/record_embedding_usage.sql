drop function if exists howdah.record_embedding_usage(text, text, integer, uuid, timestamptz, jsonb);
create or replace function howdah.record_embedding_usage(
  tenant text,
  payer text,
  model_id bigint,
  call_id uuid,
  started_at timestamptz,
  usage jsonb
)
  returns numeric
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_model_id integer := howdah_internal.whole('model_id', record_embedding_usage.model_id);
begin
  return howdah_internal.write_usage(
    record_embedding_usage.tenant, record_embedding_usage.payer, record_embedding_usage.call_id, 1,
    record_embedding_usage.started_at, v_model_id, record_embedding_usage.usage);
end
$$;
comment on function howdah.record_embedding_usage is
  'Records what a call for embeddings cost whose vectors cannot be stored, and returns it in US cents. Raises 22004, '
  '22023, PT404. Example: select howdah.record_embedding_usage(''acme'', ''ann'', 1, gen_random_uuid(), now(), '
  '''{"input_tokens": 9}'').';
grant execute on function howdah.record_embedding_usage to howdah_worker;
