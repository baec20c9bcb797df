create or replace function howdah_internal.ensure_collection(name text)
  returns howdah.collections
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_collection howdah.collections;
begin
  loop
    select c.* into v_collection
      from howdah.collections as c
     where c.tenant_id = v_tenant and c.name = ensure_collection.name;
    if found then
      return v_collection;
    end if;
    if ensure_collection.name != 'default' then
      raise notice 'the collection is new and was made with the defaults'
        using hint = 'howdah.create_collection chooses its model, language and chunk size.';
    end if;
    perform howdah.create_collection(ensure_collection.name);
  end loop;
end
$$;
comment on function howdah_internal.ensure_collection is 'The collection of that name, made with defaults if need be.';
