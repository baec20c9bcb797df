create or replace function howdah_internal.refuse_unlogged()
  returns void
  language plpgsql
  stable
  set search_path from current
as $$
begin
  -- Anybody may set what logged_search sets; that and the rights of the owner nobody else has.
  if howdah.setting('access_log') = 'required'
     and not (
       coalesce(current_setting('howdah.logs_search', true), '') = 'on'
       and current_user = (select n.nspowner::regrole::name from pg_namespace as n where n.nspname = 'howdah')
     ) then
    raise exception 'content is shown only where the access log notes it'
      using errcode = '42501',
            hint = 'Call howdah.logged_search with the same arguments, or have the setting access_log changed.';
  end if;
end
$$;
comment on function howdah_internal.refuse_unlogged is
  'Raises 42501 where the setting access_log is required and no row of the log is being written.';
grant execute on function howdah_internal.refuse_unlogged to howdah_app;
