create or replace function howdah_internal.context_audiences()
  returns bigint[]
  language plpgsql
  stable
  security definer -- reads memberships, of the user of the context only
  set search_path from current
as $$
begin
  return howdah_internal.audiences_of(howdah.context_tenant(), howdah.current_user_id());
end
$$;
comment on function howdah_internal.context_audiences is 'The audiences of the user of the context, for policies.';
grant execute on function howdah_internal.context_audiences to howdah_app;
