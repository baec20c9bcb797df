-- Inlines, and is bound when it is created: it is in the path of every transaction.
create or replace function howdah.act_as(user_id text, tenant text default null)
  returns boolean
  language sql
  volatile
return case
  when howdah.jwt_claims() is not null then
    (act_as.user_id is not distinct from howdah.current_user_id()
      and (act_as.tenant is null or act_as.tenant = howdah.current_tenant()))
    or howdah.refuse_identity(true)
  when length(act_as.user_id) > 200 or length(act_as.tenant) > 200 then howdah.refuse_identity(false)
  -- Never null.
  else set_config('howdah.user_id', coalesce(act_as.user_id, ''), true) is not null
    and set_config('howdah.tenant', coalesce(act_as.tenant, ''), true) is not null
end;
comment on function howdah.act_as(text, text) is
  'Sets user and tenant for this transaction and returns true, so that one statement carries both: '
  'select r.* from howdah.act_as($1) as me, lateral howdah.search(case when me then $2 end) as r. '
  'Raises 42501 when JWT claims name somebody else, 22001 for ids over 200 characters.';
