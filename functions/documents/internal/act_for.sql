create or replace function howdah_internal.act_for(identity text[])
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
  perform set_config('howdah.tenant', coalesce(identity[1], ''), true),
          set_config('howdah.user_id', coalesce(identity[2], ''), true),
          set_config('request.jwt.claims', coalesce(identity[3], ''), true);
  return v_before;
end
$$;
comment on function howdah_internal.act_for is
  'Acts for this tenant and user; returns who acted before, to be called with again.';
