create or replace function howdah.request_for_changes(tenant text, query text, model_id integer)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
begin
  perform howdah.add_job(
    'embed_query', jsonb_build_object('query', request_for_changes.query, 'model_id', n.new_model_id),
    howdah.model_lane(n.new_model_id, 'interactive'),
    dedup_key => encode(howdah.query_hash(request_for_changes.query), 'hex') || ':' || n.new_model_id,
    deadline => howdah.now() + interval '2 minutes',
    estimated_tokens => length(request_for_changes.query) / 4 + 1)
     from (
       select distinct m.new_model_id
         from howdah.model_changes as m
        where m.tenant_id = request_for_changes.tenant
          and m.old_model_id = request_for_changes.model_id
          and m.state = 'running'
     ) as n
    where howdah.known_query_embedding(request_for_changes.tenant, request_for_changes.query, n.new_model_id) is null;
end
$$;
comment on function howdah.request_for_changes(text, text, integer) is
  'Asks for the vector of a query also from the models that are about to replace this one.';
