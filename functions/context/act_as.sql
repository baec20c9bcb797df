-- Inlines, and is bound when it is created: it is in the path of every transaction.
create or replace function howdah.act_as(user_id text, tenant text default null)
  returns boolean
  language sql
  volatile
return case
  when howdah_internal.jwt_claims() is not null then
    (act_as.user_id is not distinct from howdah.current_user_id()
      and (act_as.tenant is null or act_as.tenant = howdah.current_tenant()))
    or howdah_internal.refuse_identity(true)
  when length(act_as.user_id) > 200 or length(act_as.tenant) > 200 then howdah_internal.refuse_identity(false)
  -- Never null.
  else set_config('howdah.user_id', coalesce(act_as.user_id, ''), true) is not null
    and set_config('howdah.tenant', coalesce(act_as.tenant, ''), true) is not null
end;
create or replace function howdah.act_as(user_id anyelement, tenant text default null)
  returns boolean
  language plpgsql
  volatile
  set search_path from current
as $$
begin
  return howdah.act_as(howdah_internal.scalar_text(to_jsonb(act_as.user_id)), act_as.tenant);
end
$$;
comment on function howdah.act_as(text, text) is
  'Sets user and tenant for this transaction and returns true, so that one statement carries both. Raises 42501 when '
  'JWT claims name somebody else, 22001 for ids over 200 characters. Example: select r.* from howdah.act_as(''ann'') '
  'as me, lateral howdah.search(case when me then ''refunds'' end) as r.';
comment on function howdah.act_as(anyelement, text) is
  'The same for ids that are numbers or uuids. Example: select howdah.act_as(42).';
grant execute on function howdah.act_as(text, text)
  to howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer;
grant execute on function howdah.act_as(anyelement, text)
  to howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer;
