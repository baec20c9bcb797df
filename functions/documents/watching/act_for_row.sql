create or replace function howdah.act_for_row(tenant text, owner text, claims text default '')
  returns text[]
  language plpgsql
  volatile
  set search_path from current
as $$
declare
  v_before text[] := array[
    current_setting('howdah.tenant', true), current_setting('howdah.user_id', true),
    current_setting('request.jwt.claims', true)];
begin
  perform set_config('howdah.tenant', coalesce(act_for_row.tenant, ''), true),
          set_config('howdah.user_id', coalesce(act_for_row.owner, ''), true),
          set_config('request.jwt.claims', coalesce(act_for_row.claims, ''), true);
  return v_before;
end
$$;
comment on function howdah.act_for_row(text, text, text) is
  'Acts for the tenant and owner of a row until it is called again with what it returns: tenant, user and claims before.';
