drop function if exists howdah.record_retrieval(text, double precision[], text, text, jsonb, integer, integer, uuid);
create or replace function howdah.record_retrieval(
  query text,
  similarities double precision[],
  mode text default 'hybrid',
  collection text default null,
  filter jsonb default '{}',
  match_count double precision default 10,
  latency_ms double precision default null,
  message_id uuid default null
)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_mode text := coalesce(record_retrieval.mode, 'hybrid');
  v_filter jsonb := coalesce(record_retrieval.filter, '{}');
  v_match_count integer := howdah_internal.whole('match_count', coalesce(record_retrieval.match_count, 10));
  v_latency_ms integer := howdah_internal.whole('latency_ms', record_retrieval.latency_ms);
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah.current_user_id();
begin
  if record_retrieval.similarities is null then
    raise exception 'similarities are required'
      using errcode = '22004',
            hint = 'Pass array_agg(similarity) of what search returned; an empty array for no result.';
  end if;
  perform howdah_internal.check_search(record_retrieval.query, v_match_count, v_mode);
  if v_latency_ms < 0 or exists (
    select from unnest(record_retrieval.similarities) as s (value) where s.value not between -1.001 and 1.001
  ) then
    raise exception 'a similarity or the latency is out of range'
      using errcode = '22023', hint = 'Similarities are cosines as search returns them, latency_ms is not negative.';
  end if;
  -- Read as search reads it, so that what cannot be searched cannot be recorded.
  perform howdah_internal.filter_condition(v_filter);
  perform howdah_internal.collection_models(v_tenant, record_retrieval.collection);
  if record_retrieval.message_id is not null and not exists (
    select from howdah.messages as m
     where m.tenant_id = v_tenant and m.id = record_retrieval.message_id
       and (v_user is null or m.user_id = v_user)
  ) then
    raise exception 'there is no such message'
      using errcode = 'PT404', hint = 'Pass the id that send_message returned, or none.';
  end if;
  perform howdah_internal.hold_user(v_tenant, v_user);
  return howdah_internal.write_retrieval(
    v_tenant, v_user, record_retrieval.message_id, record_retrieval.query, record_retrieval.collection,
    v_filter, v_mode, v_match_count, record_retrieval.similarities,
    v_latency_ms);
end
$$;
comment on function howdah.record_retrieval is
  'Records what a search found, for howdah.retrieval_quality and measure_recall, and returns the record''s id; search '
  'itself writes nothing. similarities are those that search returned, mode the one it answered by. The text of the '
  'query is not kept. Raises 22004, 22023, 22001, 28000, PT404. Example: select howdah.record_retrieval(''refunds'', '
  'coalesce(array_agg(s.similarity), ''{}''), coalesce(min(s.mode), ''hybrid'')) from howdah.search(''refunds'') as s.';
grant execute on function howdah.record_retrieval to howdah_app;
