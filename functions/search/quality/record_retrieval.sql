create or replace function howdah.record_retrieval(
  query text,
  similarities double precision[],
  mode text default 'hybrid',
  collection text default null,
  filter jsonb default '{}',
  match_count integer default 10,
  latency_ms integer default null,
  message_id uuid default null
)
  returns bigint
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_user text := howdah.current_user_id();
begin
  if record_retrieval.similarities is null then
    raise exception 'similarities are required'
      using errcode = '22004', hint = 'Pass array_agg(similarity) of what search returned; an empty array for no result.';
  end if;
  perform howdah.check_search(record_retrieval.query, record_retrieval.match_count, record_retrieval.mode);
  if record_retrieval.latency_ms < 0 or exists (
    select from unnest(record_retrieval.similarities) as s (value) where s.value not between -1.001 and 1.001
  ) then
    raise exception 'a similarity or the latency is out of range'
      using errcode = '22023', hint = 'Similarities are cosines as search returns them, latency_ms is not negative.';
  end if;
  -- Read as search reads it, so that what cannot be searched cannot be recorded.
  perform howdah.filter_condition(record_retrieval.filter);
  perform howdah.collection_models(v_tenant, record_retrieval.collection);
  if record_retrieval.message_id is not null and not exists (
    select from howdah.messages as m
     where m.tenant_id = v_tenant and m.id = record_retrieval.message_id
       and (v_user is null or m.user_id = v_user)
  ) then
    raise exception 'there is no such message' using errcode = 'PT404', hint = 'Pass the id that send_message returned, or none.';
  end if;
  perform howdah.hold_user(v_tenant, v_user);
  return howdah.note_retrieval(
    v_tenant, v_user, record_retrieval.message_id, record_retrieval.query, record_retrieval.collection,
    record_retrieval.filter, record_retrieval.mode, record_retrieval.match_count, record_retrieval.similarities,
    record_retrieval.latency_ms);
end
$$;
comment on function howdah.record_retrieval(
  text, double precision[], text, text, jsonb, integer, integer, uuid
) is
  'Records what a search found, for howdah.retrieval_quality and measure_recall, and returns the record''s id; search '
  'itself writes nothing. similarities are those that search returned, mode the one it answered by. The text of the '
  'query is not kept. Raises 22004, 22023, 22001, 28000, PT404. Example: select howdah.record_retrieval(''refunds'', '
  'coalesce(array_agg(s.similarity), ''{}''), coalesce(min(s.mode), ''hybrid'')) from howdah.search(''refunds'') as s.';
