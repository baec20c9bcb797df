create or replace function howdah.forget_tenant(tenant text, dry_run boolean default true, max_rows bigint default null)
  returns table (relation text, action text, row_count bigint)
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_step record;
  v_rows bigint;
  v_left bigint := forget_tenant.max_rows;
  v_watched bigint[];
  v_held howdah.reservations[];
  v_is_known boolean := exists (select from howdah.tenants as t where t.tenant_id = forget_tenant.tenant)
    or exists (select from howdah.forgotten_users as f where f.tenant_id = forget_tenant.tenant and f.user_hash = sha256(''));
begin
  if forget_tenant.tenant is null or forget_tenant.dry_run is null then
    raise exception 'tenant and dry_run are required'
      using errcode = '22004', hint = 'Pass the tenant that act_as gets, and dry_run => false to really do it.';
  end if;
  if forget_tenant.max_rows < 1 or forget_tenant.tenant = '*' then
    raise exception 'max_rows or tenant is out of range'
      using errcode = '22023', hint = 'max_rows is at least 1, null for all at once; * is no tenant.';
  end if;
  if not v_is_known then
    raise exception 'there is no such tenant'
      using errcode = 'PT404', hint = 'Pass a tenant_id of howdah.tenants.';
  end if;
  if not forget_tenant.dry_run then
    -- Whoever acts for it now ends first.
    perform pg_advisory_xact_lock(howdah.erasure_key(forget_tenant.tenant));
    perform from howdah.usage_rollups as r where r.name = 'usage' for update;
    insert into howdah.forgotten_users as f (tenant_id, user_hash, forgotten_at)
    values (forget_tenant.tenant, sha256(''), howdah.clock())
    on conflict (tenant_id, user_hash) do update set forgotten_at = excluded.forgotten_at;
    perform howdah.forget_tenant_marks(forget_tenant.tenant);
    with gone as (
      delete from howdah.watched_tables as w where w.tenant = forget_tenant.tenant returning w.id
    )
    select coalesce(array_agg(g.id order by g.id), '{}') into v_watched from gone as g;
    -- None is claimed or released from here on.
    perform from howdah.jobs as j where j.tenant_id = forget_tenant.tenant order by j.id for update;
  end if;
  for v_step in
    select s.* from howdah.tenant_erasure_steps() with ordinality
        as s (relation, action, condition, change, is_last, position)
     order by s.position
  loop
    exit when v_left <= 0;
    if v_step.relation = 'reservations' and not forget_tenant.dry_run then
      -- What they hold of budgets and rates that all share goes back.
      with held as (
        update howdah.reservations as r
           set status = 'cancelled'
         where r.tenant_id = forget_tenant.tenant and r.status = 'held'
        returning r.*
      )
      select array_agg(h::howdah.reservations order by h.id) into v_held from held as h;
      perform howdah.release_holds(coalesce(v_held, '{}'));
    end if;
    v_rows := howdah.erase_rows(
      v_step.relation, v_step.condition, v_step.change, forget_tenant.tenant, forget_tenant.dry_run,
      case when not v_step.is_last then v_left end);
    v_left := v_left - v_rows;
    if v_rows > 0 then
      return query select v_step.relation, v_step.action, v_rows;
    end if;
  end loop;
  if not forget_tenant.dry_run then
    if v_left is null or v_left > 0 then
      perform howdah.forget_usage_of(forget_tenant.tenant);
    end if;
    -- Last, for nobody writes the watched table from here to the end of the transaction.
    perform howdah.drop_watch_triggers(w.id) from unnest(v_watched) as w (id) order by w.id;
    delete from howdah.watched_changes as c where c.watched_table_id = any (v_watched);
  end if;
end
$$;
comment on function howdah.forget_tenant(text, boolean, bigint) is
  'Deletes a tenant for good: documents, conversations, prompts, users, limits and all else, and ends watch_table of '
  'tables that are its own. For the books stay, under its id: usage and its roll-ups (time, model, tokens, cost) without '
  'users, conversations, prompts and features, and daily_summaries. A call under way is billed, its answer dropped. '
  'Returns how many rows a table; with dry_run, the default, nothing changes. With max_rows it does about so many and '
  'is called again until no row comes back, so that each transaction stays short. Raises 22004, 22023, PT404. '
  'Example: select * from howdah.forget_tenant(''acme'', dry_run => false).';
