create or replace function howdah_internal.name_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
declare
  -- What a plan is called is the tenant's own matter.
  v_sees_all boolean := howdah_internal.is_operator();
  v_tenant text := howdah.context_tenant();
begin
  return query
  with scoped as (
    select a.*
      from (
        select l.tenant_id, l.scope, l.scope_id, l.created_at from howdah.rate_limits as l
        union all
        select b.tenant_id, b.scope, b.scope_id, b.created_at from howdah.budgets as b
      ) as a
     where v_sees_all or a.tenant_id = v_tenant
  ), planned as (
    select a.*
      from (
        select u.tenant_id, u.plan, u.created_at from howdah.users as u where u.plan is not null
        union all
        select t.tenant_id, t.plan, t.created_at from howdah.tenants as t where t.plan is not null
      ) as a
     where v_sees_all or a.tenant_id = v_tenant
  )
  select 'unknown_model', 'error', 'setting ' || s.name,
         format('it names the model %s, which is not registered', s.value), s.updated_at,
         format('howdah.register_model, or  select howdah.set_setting(%L, null)', s.name)
    from howdah.settings as s
    left join howdah.model_aliases as a on a.alias = s.value
   where s.name ~ '_model$' and s.value is not null
     and not exists (
       select from howdah.models as m
        where m.kind = coalesce(substring(s.name from '^default_(.*)_model$'), 'chat')
          and (m.id = a.model_id or m.provider || '/' || m.name = s.value))
  union all
  select 'unlimited_plan', 'warning', 'tenant ' || p.tenant_id,
         format('no rate limit or budget is for the plan %s', p.plan), min(p.created_at),
         format('select howdah.set_rate_limit(''plan'', 20, scope_id => %L); null is no limit', p.plan)
    from planned as p
   -- Where no plan has a limit, plans are for something else.
   where exists (select from scoped as l where l.tenant_id = p.tenant_id and l.scope = 'plan')
     and not howdah_internal.is_limited_plan(p.tenant_id, p.plan)
   group by p.tenant_id, p.plan
  union all
  select 'unused_plan', 'warning', 'tenant ' || l.tenant_id,
         format('a rate limit or budget is for the plan %s, which nobody has', l.scope_id), min(l.created_at),
         'howdah.set_user or howdah.set_tenant gives it to somebody; set with null it limits nothing'
    from scoped as l
   where l.scope = 'plan' and l.scope_id != '*'
     and not exists (select from planned as p where p.tenant_id = l.tenant_id and p.plan = l.scope_id)
   group by l.tenant_id, l.scope_id
  union all
  select 'unknown_model', 'warning', 'tenant ' || l.tenant_id,
         format('a rate limit or budget is for the model %s, which is not registered', l.scope_id), min(l.created_at),
         'scope_id is provider/model, no alias: select provider, name from howdah.models'
    from scoped as l
   where l.scope = 'model' and l.scope_id != '*'
     and not exists (select from howdah.models as m where m.provider || '/' || m.name = l.scope_id)
   group by l.tenant_id, l.scope_id
  union all
  select 'unknown_members', 'warning', 'tenant ' || g.tenant_id,
         format('no member of the group %s has ever acted', g.name), g.created_at,
         'members are the ids that act_as gets: howdah.set_group(name, members)'
    from howdah.groups as g
   where (v_sees_all or g.tenant_id = v_tenant)
     and g.created_at < howdah.now() - interval '1 day'
     and exists (
       select from howdah.group_members as m where m.tenant_id = g.tenant_id and m.group_name = g.name)
     and not exists (
       select from howdah.group_members as m
         join howdah.users as u on u.tenant_id = m.tenant_id and u.id = m.user_id
        where m.tenant_id = g.tenant_id and m.group_name = g.name);
end
$$;
comment on function howdah_internal.name_findings is
  'Names of models, plans and members that point nowhere.';
