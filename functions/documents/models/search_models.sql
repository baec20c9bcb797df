create or replace function howdah.search_models(tenant text, query text, collection text, query_embedding halfvec)
  returns table (model_id integer, dimensions integer, collections text[])
  language plpgsql
  stable
  security definer -- reads the models
  set search_path from current
as $$
#variable_conflict use_column
begin
  if not exists (
    select from howdah.model_changes as m
     where m.tenant_id = search_models.tenant and m.state = 'switched' and m.kept_until > howdah.clock()
  ) then
    return query select * from howdah.collection_models(search_models.tenant, search_models.collection);
    return;
  end if;
  -- For the former model there is a vector of the question, and its chunks are still complete: better than by keyword
  -- only, and an application that embeds by itself need not be deployed in the moment of the switch.
  return query
  select f.model_id, f.dimensions, array_agg(n.name)
    from howdah.collection_models(search_models.tenant, search_models.collection) as s
   cross join unnest(s.collections) as n (name)
   cross join lateral (
     select o.model_id, d.dimensions
       from (
         select s.model_id, null::bigint as change_id
         union all
         select m.old_model_id, m.id
           from howdah.model_changes as m
          where m.tenant_id = search_models.tenant
            and m.collection = n.name
            and m.new_model_id = s.model_id
            and m.state = 'switched'
            and m.kept_until > howdah.clock()
       ) as o
       join howdah.models as d on d.id = o.model_id
      order by case
                 when search_models.query_embedding is not null
                   then vector_dims(search_models.query_embedding) = d.dimensions
                 else exists (
                   select from howdah.query_embeddings as q
                    where q.tenant_id = search_models.tenant
                      and q.model_id = o.model_id
                      and q.query_hash = howdah.query_hash(search_models.query)
                 )
               end desc,
               o.change_id is null desc, o.change_id desc
      limit 1
   ) as f
   group by f.model_id, f.dimensions
   order by f.model_id;
end
$$;
comment on function howdah.search_models(text, text, text, halfvec) is
  'The models that answer a query, and in which collections: the present ones, or the former one of a collection as long '
  'as it is kept and the query has a vector of that one only.';
