select howdah_internal.drop_former('howdah_internal.collection_models(text, text)', 'query_prefix');
create or replace function howdah_internal.collection_models(tenant text, collection text)
  returns table (model_id integer, dimensions integer, query_prefix text, collections text[])
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
begin
  return query
  select c.embedding_model_id, m.dimensions, m.query_prefix, array_agg(c.name)
    from howdah.collections as c
    join howdah.models as m on m.id = c.embedding_model_id
   where c.tenant_id = collection_models.tenant
     and (collection_models.collection = '*' or c.name = coalesce(collection_models.collection, 'default'))
   group by c.embedding_model_id, m.dimensions, m.query_prefix
   order by c.embedding_model_id;
  -- Before its first document a tenant has no collection at all, and that is no error.
  if not found and coalesce(collection_models.collection, 'default') not in ('default', '*') then
    raise exception 'there is no such collection'
      using errcode = 'PT404', hint = 'select name from howdah.collections shows what is there; ''*'' searches all.';
  end if;
end
$$;
comment on function howdah_internal.collection_models is
  'The collections a search meets, by model: one, default for null, or all for *. Raises PT404.';
