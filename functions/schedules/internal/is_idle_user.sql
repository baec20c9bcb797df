create or replace function howdah_internal.is_idle_user(person howdah.users)
  returns boolean
  language plpgsql
  stable
as $$
declare
  v_from timestamptz := howdah.now() - make_interval(days => howdah.setting('idle_user_days')::integer);
  v_tenant text := is_idle_user.person.tenant_id;
  v_id text := is_idle_user.person.id;
begin
  return is_idle_user.person.created_at < v_from
     -- As whoever acts first is written down; more was said by somebody.
     and is_idle_user.person.email = v_id and is_idle_user.person.plan is null and is_idle_user.person.metadata = '{}'
     and not exists (select from howdah.documents as d where d.tenant_id = v_tenant and d.owner_id = v_id)
     and not exists (select from howdah.group_members as g where g.tenant_id = v_tenant and g.user_id = v_id)
     and not exists (select from howdah.conversations as c where c.tenant_id = v_tenant and c.user_id = v_id)
     and not exists (select from howdah_internal.jobs as j where j.tenant_id = v_tenant and j.user_id = v_id)
     and not exists (
       select from howdah.llm_usage as u
        where u.tenant_id = v_tenant and u.user_id = v_id and u.created_at >= v_from);
end
$$;
comment on function howdah_internal.is_idle_user is
  'Whether a user has left nothing for as long as the setting idle_user_days says.';
