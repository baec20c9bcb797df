create or replace function howdah.forget_tenant_marks(tenant text)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
begin
  update howdah.lanes as l set last_tenant = null where l.last_tenant = forget_tenant_marks.tenant;
  update howdah.system_flags as f
     set value = jsonb_set(f.value, '{collections}', (
       select coalesce(jsonb_agg(c.value), '[]')
         from jsonb_array_elements(f.value -> 'collections') as c (value)
        where c.value ->> 'tenant' != forget_tenant_marks.tenant
     ))
   where f.key = 'reembedding_status'
     and f.value -> 'collections' @> jsonb_build_array(jsonb_build_object('tenant', forget_tenant_marks.tenant));
end
$$;
comment on function howdah.forget_tenant_marks(text) is
  'Takes a tenant out of what is said about all of them: whom a lane served last, whose retrieval drifts.';
