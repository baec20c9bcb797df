create or replace function howdah_internal.known_language(language text)
  returns text
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_language text := lower(btrim(known_language.language));
begin
  if v_language is null or exists (
    select from pg_ts_config as c where c.cfgname = v_language and pg_ts_config_is_visible(c.oid)
  ) then
    return v_language;
  end if;
  raise notice 'PostgreSQL has no text search configuration of that name; simple is used'
    using hint = 'See \dF in psql: german, russian and so on.';
  return 'simple';
end
$$;
comment on function howdah_internal.known_language is
  'The text search configuration of that name; simple, with a notice, for an unknown one.';
