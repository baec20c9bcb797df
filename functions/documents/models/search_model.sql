create or replace function howdah.search_model(tenant text, collection text, query text, query_embedding halfvec)
  returns integer
  language plpgsql
  stable
  security definer -- called by definers with a tenant of their own
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_current integer := howdah.collection_model(search_model.tenant, search_model.collection);
begin
  if (case
       when search_model.query_embedding is null
         then howdah.known_query_embedding(search_model.tenant, search_model.query, v_current) is not null
       else vector_dims(search_model.query_embedding) = (
         select m.dimensions from howdah.models as m where m.id = v_current)
     end) then
    return v_current;
  end if;
  -- For the former model there is a vector of the question, and its chunks are still complete: better than by keyword
  -- only, and an application that embeds by itself need not be deployed in the moment of the switch.
  return coalesce((
    select m.old_model_id
      from howdah.model_changes as m
      join howdah.models as o on o.id = m.old_model_id
     where m.tenant_id = search_model.tenant
       and (m.collection = search_model.collection or search_model.collection = '*')
       and m.new_model_id = v_current
       and m.state = 'switched'
       and m.kept_until > howdah.clock()
       and case
         when search_model.query_embedding is null
           then howdah.known_query_embedding(search_model.tenant, search_model.query, o.id) is not null
         else vector_dims(search_model.query_embedding) = o.dimensions
       end
     order by m.id desc
     limit 1
  ), v_current);
end
$$;
comment on function howdah.search_model(text, text, text, halfvec) is
  'The model that answers a query: that of the collection, or the one before it as long as it is kept and the query has '
  'a vector of that one only.';
