drop function if exists howdah.forget_tenant(text, boolean, bigint);
create or replace function howdah.forget_tenant(
  tenant text,
  dry_run boolean default true,
  max_rows double precision default null
)
  returns table (relation text, action text, row_count bigint)
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_dry_run boolean := coalesce(forget_tenant.dry_run, true);
  v_max_rows integer := howdah_internal.whole('max_rows', forget_tenant.max_rows);
  v_done bigint := 0;
  v_watched bigint[];
begin
  if forget_tenant.tenant is null then
    raise exception 'tenant is required'
      using errcode = '22004', hint = 'Pass the tenant that act_as gets, and dry_run => false to really do it.';
  end if;
  if v_max_rows < 1 or forget_tenant.tenant = '*' then
    raise exception 'max_rows or tenant is out of range'
      using errcode = '22023', hint = 'max_rows is at least 1, null for all at once; * is no tenant.';
  end if;
  if not exists (
    select from howdah.tenants as t where t.tenant_id = forget_tenant.tenant
    union all
    select from howdah_internal.forgotten_users as f
     where f.tenant_id = forget_tenant.tenant and f.user_hash = sha256('')
  ) then
    raise exception 'there is no such tenant'
      using errcode = 'PT404', hint = 'Pass the tenant that act_as gets.';
  end if;
  if not v_dry_run then
    perform howdah_internal.begin_erasure(forget_tenant.tenant);
    update howdah.lanes as l set last_tenant = null where l.last_tenant = forget_tenant.tenant;
    update howdah.system_flags as f
       set details = jsonb_set(f.details, '{collections}', (
         select coalesce(jsonb_agg(c.value), '[]')
           from jsonb_array_elements(f.details -> 'collections') as c (value)
          where c.value ->> 'tenant' != forget_tenant.tenant
       ))
     where f.key = 'reembedding_status'
       and f.details -> 'collections' @> jsonb_build_array(jsonb_build_object('tenant', forget_tenant.tenant));
    with gone as (
      delete from howdah.watched_tables as w where w.tenant = forget_tenant.tenant returning w.id
    )
    select array_agg(g.id order by g.id) into v_watched from gone as g;
  end if;
  for relation, action, row_count in
    select e.*
      from howdah_internal.erase(forget_tenant.tenant, null, v_dry_run, v_max_rows) as e
  loop
    v_done := v_done + row_count;
    return next;
  end loop;
  if not v_dry_run then
    if coalesce(v_done < v_max_rows, true) then
      perform howdah_internal.forget_usage_of(forget_tenant.tenant);
    end if;
    -- Last, for nobody writes the watched table from here to the end of the transaction.
    perform howdah_internal.drop_watch_triggers(w.id, '{insert,delete,row,update,truncate}')
       from unnest(v_watched) as w (id)
      order by w.id;
    delete from howdah_internal.watched_changes as c where c.watched_table_id = any (v_watched);
  end if;
end
$$;
comment on function howdah.forget_tenant is
  'Deletes a tenant for good: documents, conversations, prompts, users, limits and all else, and ends watch_table of '
  'tables that are its own. For the books stay, under its id: usage and its roll-ups (time, model, tokens, cost) '
  'without users, conversations, prompts and features, and daily_summaries. A call under way is billed, its answer '
  'dropped. Returns how many rows a table; with dry_run, the default, nothing changes. With max_rows it does about so '
  'many and is called again until no row comes back, so that each transaction stays short. Raises 22004, 22023, '
  'PT404. Example: select * from howdah.forget_tenant(''acme'', dry_run => false).';
grant execute on function howdah.forget_tenant to howdah_admin;
