create or replace function howdah.ensure_collection(name text)
  returns howdah.collections
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_collection howdah.collections;
begin
  select c.* into v_collection
    from howdah.collections as c
   where c.tenant_id = v_tenant
     and c.name = ensure_collection.name;
  if v_collection.name is null then
    if ensure_collection.name != 'default' then
      raise notice 'the collection is new and was made with the defaults'
        using hint = 'howdah.create_collection chooses its model, language and chunk size.';
    end if;
    perform howdah.create_collection(ensure_collection.name);
    select c.* into strict v_collection
      from howdah.collections as c
     where c.tenant_id = v_tenant
       and c.name = ensure_collection.name;
  end if;
  return v_collection;
end
$$;
comment on function howdah.ensure_collection(text) is 'The collection of that name, made with the defaults where it is not there.';
