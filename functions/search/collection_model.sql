create or replace function howdah.collection_model(tenant text, collection text)
  returns integer
  language plpgsql
  stable
  security definer -- called by definers with a tenant of their own
  set search_path from current
as $$
#variable_conflict use_column
begin
  return (
    select c.embedding_model_id
      from howdah.collections as c
     where c.tenant_id = collection_model.tenant
       and (c.name = collection_model.collection or collection_model.collection = '*')
     order by c.name != 'default', c.name
     limit 1
  );
end
$$;
comment on function howdah.collection_model(text, text) is
  'Embedding model of a collection; for * that of default, or of the first. Null when there is none.';
