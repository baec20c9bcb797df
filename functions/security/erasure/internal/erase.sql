create or replace function howdah_internal.erase(tenant text, user_id text, dry_run boolean, max_rows bigint)
  returns table (relation text, action text, row_count bigint)
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_step record;
  v_where text;
  v_left bigint := erase.max_rows;
  v_rows bigint;
  v_held howdah_internal.reservations[];
begin
  if not erase.dry_run then
    -- None is claimed or released from here on.
    perform from howdah_internal.jobs as j
      where j.tenant_id = erase.tenant and (erase.user_id is null or j.user_id = erase.user_id)
      order by j.id
        for update;
  end if;
  for v_step in
    select s.* from howdah_internal.erasure_steps(of_user => erase.user_id is not null)
      with ordinality as s (relation, condition, change, position)
     order by s.position
  loop
    exit when v_left <= 0;
    if v_step.relation = 'tenants' then
      -- The rest is few, and refuses to go while the tenant has its row.
      v_left := null;
    end if;
    v_where := format('tenant_id = $1 and (%s)', v_step.condition);
    if erase.dry_run then
      execute format('select count(*) from %s where %s', v_step.relation::regclass, v_where)
        into v_rows using erase.tenant, erase.user_id;
    else
      if v_step.relation = 'reservations' then
        -- What they hold of budgets and rates that others share goes back; a call under way is counted when it ends.
        with held as (
          update howdah_internal.reservations as r
             set status = 'cancelled'
           where r.tenant_id = erase.tenant and (erase.user_id is null or r.user_id = erase.user_id)
             and r.status = 'held'
          returning r.*
        )
        select array_agg(h::howdah_internal.reservations order by h.id) into v_held from held as h;
        perform howdah_internal.release_holds(coalesce(v_held, '{}'));
      end if;
      if v_left is not null then
        -- Partitions may have equal ctids: then a few more go, and these are to go anyway.
        v_where := format('ctid = any (array(select ctid from %s where %s limit $3)) and %2$s',
          v_step.relation::regclass, v_where);
      end if;
      execute case
        when v_step.change is null then format('delete from %s where %s', v_step.relation::regclass, v_where)
        else format('update %s set %s where %s', v_step.relation::regclass, v_step.change, v_where)
      end using erase.tenant, erase.user_id, v_left;
      get diagnostics v_rows = row_count;
    end if;
    v_left := v_left - v_rows;
    if v_rows > 0 then
      return query
      select split_part(v_step.relation, '.', -1),
             case when v_step.change is null then 'deleted'
               when erase.user_id is null then 'kept without content'
               else 'kept without the person' end,
             v_rows;
    end if;
  end loop;
  perform set_config('howdah.tends_logs', '', true);
end
$$;
comment on function howdah_internal.erase is
  'Deletes or changes what erasure_steps says, of a user or without one of a tenant, about max_rows at most where it '
  'is not null, or only counts it; returns how many rows a table.';
