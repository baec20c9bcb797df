create or replace function howdah_internal.tg_tenants__plan()
  returns trigger
  language plpgsql
  security definer -- writes a table that no role writes
  set search_path from current
as $$
begin
  insert into howdah_internal.tenant_plans as p (tenant_id, starts_at, plan)
  values (new.tenant_id, case tg_op when 'INSERT' then '-infinity' else howdah.clock() end, new.plan)
  on conflict (tenant_id, starts_at) do update set plan = excluded.plan;
  return null;
end
$$;
comment on function howdah_internal.tg_tenants__plan is
  'Notes from when on a tenant has its plan: what was used before is billed by the plan of then.';

select howdah_internal.lay_trigger('howdah.tenants', 'tenants_have_a_plan', 'after insert',
  'for each row when (new.plan is not null) execute function howdah_internal.tg_tenants__plan()');
select howdah_internal.lay_trigger('howdah.tenants', 'tenants_change_their_plan', 'after update of plan',
  'for each row when (new.plan is distinct from old.plan) execute function howdah_internal.tg_tenants__plan()');
