create or replace function howdah.forget_user(user_id text, dry_run boolean default true)
  returns table (relation text, action text, row_count bigint)
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_step record;
  v_rows bigint;
  v_held howdah.reservations[];
begin
  if forget_user.user_id is null or forget_user.dry_run is null then
    raise exception 'user_id and dry_run are required'
      using errcode = '22004', hint = 'Pass the id that act_as gets, and dry_run => false to really do it.';
  end if;
  if not forget_user.dry_run then
    -- Whoever acts as them now ends first.
    perform pg_advisory_xact_lock(howdah.erasure_key(v_tenant, forget_user.user_id));
    insert into howdah.forgotten_users as f (tenant_id, user_hash, forgotten_at)
    values (v_tenant, sha256(convert_to(forget_user.user_id, 'UTF8')), howdah.clock())
    on conflict (tenant_id, user_hash) do update set forgotten_at = excluded.forgotten_at;
    perform howdah.forget_usage_of(v_tenant, forget_user.user_id);
    perform howdah.forget_watched_keys(v_tenant, forget_user.user_id);
    -- None is claimed or released from here on.
    perform from howdah.jobs as j
      where j.tenant_id = v_tenant and j.user_id = forget_user.user_id
      order by j.id
        for update;
  end if;
  for v_step in
    select s.* from howdah.erasure_steps() with ordinality as s (relation, action, condition, change, position)
     order by s.position
  loop
    if forget_user.dry_run then
      execute format('select count(*) from howdah.%I where tenant_id = $1 and (%s)', v_step.relation, v_step.condition)
        into v_rows using v_tenant, forget_user.user_id;
    else
      if v_step.relation = 'reservations' then
        -- What they hold of budgets and rates that others share goes back; a call under way is counted when it ends.
        with held as (
          update howdah.reservations as r
             set status = 'cancelled'
           where r.tenant_id = v_tenant and r.user_id = forget_user.user_id and r.status = 'held'
          returning r.*
        )
        select array_agg(h::howdah.reservations order by h.id) into v_held from held as h;
        perform howdah.release_holds(coalesce(v_held, '{}'));
      end if;
      execute case
        when v_step.change is null
          then format('delete from howdah.%I where tenant_id = $1 and (%s)', v_step.relation, v_step.condition)
        else format('update howdah.%I set %s where tenant_id = $1 and (%s)', v_step.relation, v_step.change, v_step.condition)
      end using v_tenant, forget_user.user_id;
      get diagnostics v_rows = row_count;
    end if;
    return query select v_step.relation, v_step.action, v_rows;
  end loop;
end
$$;
comment on function howdah.forget_user(text, boolean) is
  'Deletes a user of the tenant for good, in one transaction: conversations, private documents with their vectors, cached '
  'answers, feedback, jobs, limits. What was used stays, without the person; a call under way is billed, its answer '
  'dropped; whoever acts as them at this moment ends first. Rows of watched tables are yours to delete, before. Returns how many rows a table; with dry_run, the default, nothing changes. Raises 22004. '
  'Example: select * from howdah.forget_user(''ann'', dry_run => false).';
