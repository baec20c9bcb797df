create or replace function howdah_internal.notice_scope(tenant text, scope text, scope_id text)
  returns void
  language plpgsql
  stable
as $$
begin
  if notice_scope.scope_id = '*' then
    return;
  elsif notice_scope.scope = 'plan' and not exists (
    select from howdah.users as u where u.tenant_id = notice_scope.tenant and u.plan = notice_scope.scope_id
    union all
    select from howdah.tenants as t where t.tenant_id = notice_scope.tenant and t.plan = notice_scope.scope_id
  ) then
    raise notice 'nobody has the plan % yet', notice_scope.scope_id
      using hint = 'howdah.set_user or howdah.set_tenant gives it to somebody; select * from howdah.doctor();';
  elsif notice_scope.scope = 'model' and not exists (
    select from howdah.models as m where m.provider || '/' || m.name = notice_scope.scope_id
  ) then
    raise notice 'no model % is registered', notice_scope.scope_id
      using hint = 'scope_id is provider/model, no alias: select provider, name from howdah.models;';
  end if;
end
$$;
comment on function howdah_internal.notice_scope is
  'Says in a NOTICE that nobody has the plan, or that the model is not registered, that a limit or budget is for.';
