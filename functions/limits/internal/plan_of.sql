create or replace function howdah_internal.plan_of(tenant text, user_id text)
  returns text
  language plpgsql
  stable
as $$
begin
  return coalesce((
    select u.plan from howdah.users as u where u.tenant_id = plan_of.tenant and u.id = plan_of.user_id
  ), (
    select t.plan from howdah.tenants as t where t.tenant_id = plan_of.tenant and plan_of.user_id is not null
  ));
end
$$;
comment on function howdah_internal.plan_of is
  'The plan that a user is limited by: their own, else the tenant''s; null for none and without a user.';
