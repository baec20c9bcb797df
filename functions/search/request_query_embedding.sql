create or replace function howdah.request_query_embedding(query text, collection text default null)
  returns text
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_model_id integer;
  v_hash bytea := howdah.query_hash(request_query_embedding.query);
  v_lane text;
  v_job_id bigint;
begin
  perform howdah.check_search(request_query_embedding.query, 1, 'hybrid');
  perform howdah.ensure_collection('default');
  v_model_id := howdah.collection_model(v_tenant, coalesce(request_query_embedding.collection, 'default'));
  if v_model_id is null then
    raise exception 'there is no such collection' using errcode = 'PT404', hint = 'Create it with howdah.create_collection.';
  end if;
  perform howdah.request_for_changes(v_tenant, request_query_embedding.query, v_model_id);
  if howdah.known_query_embedding(v_tenant, request_query_embedding.query, v_model_id) is not null then
    return 'ready';
  end if;
  v_lane := howdah.model_lane(v_model_id, 'interactive');
  -- Asked again while its call is on its way: it is not bought twice.
  if not exists (
    select from howdah.jobs as j
     where j.lane = v_lane and j.tenant_id = v_tenant and j.content_hash = v_hash and j.state = 'running'
  ) then
    v_job_id := howdah.add_job(
      'embed_query', jsonb_build_object('query', request_query_embedding.query, 'model_id', v_model_id),
      v_lane,
      dedup_key => encode(v_hash, 'hex') || ':' || v_model_id,
      deadline => howdah.now() + interval '2 minutes',
      estimated_tokens => length(request_query_embedding.query) / 4 + 1);
    update howdah.jobs as j set content_hash = v_hash where j.id = v_job_id and j.content_hash is null;
  end if;
  return 'queued';
end
$$;
comment on function howdah.request_query_embedding(text, text) is
  'Asks for the vector of a query and never waits: ready when search can use it, queued while a worker embeds it. '
  'Raises as search does. Example: select howdah.request_query_embedding(''how do refunds work'').';
