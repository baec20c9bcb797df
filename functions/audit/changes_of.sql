-- object and kind are asked for and answered under one name, which RETURNS TABLE cannot say: hence OUT parameters.
create or replace function howdah.changes_of(
  out changed_at timestamptz,
  out user_id text,
  out actor uuid,
  out login text,
  out operation text,
  inout object text default null,
  inout kind text default null,
  since timestamptz default null,
  until timestamptz default null,
  out before jsonb,
  out after jsonb
)
  returns setof record
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
begin
  return query
  select g.created_at, p.user_id, g.actor, g.login, g.operation, g.object, g.kind, g.before, g.after
    from howdah.change_log as g
    left join howdah_internal.pseudonyms as p on p.tenant_id = v_tenant and p.id = g.actor
   where g.tenant_id in (v_tenant, '*')
     and (changes_of.object is null or changes_of.object in (g.object, coalesce(g.after, g.before) ->> 'id'))
     and (changes_of.kind is null or g.kind = changes_of.kind)
     and g.created_at >= coalesce(changes_of.since, '-infinity')
     and g.created_at < coalesce(changes_of.until, 'infinity')
   order by g.created_at desc, g.id;
end
$$;
comment on function howdah.changes_of is
  'Returns what was changed of an object, by its name or id, from since to before until, the latest first: who (user '
  'and login), when, before and after; without an object all changes of the tenant and of what all tenants share. '
  'Names are the source of a document, scope and period of a limit (tenant month), provider/model, a setting, a '
  'schedule, a prompt with its label or version. kind is document, collection, budget, rate limit, price, setting, '
  'schedule, prompt, prompt version, prompt label, experiment, model, model alias, lane, system flag, tenant or user. '
  'Raises 28000. Example: select changed_at, user_id, before, after from howdah.changes_of(''tenant month'', '
  '''budget'').';
grant execute on function howdah.changes_of to howdah_admin;
