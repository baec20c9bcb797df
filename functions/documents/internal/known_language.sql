create or replace function howdah_internal.known_language(language text)
  returns text
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_language text := lower(btrim(known_language.language));
begin
  -- ISO 639-1, with or without a country: de, pt-BR, zh_TW.
  v_language := coalesce(
    (regexp_match(
      'ar:arabic hy:armenian eu:basque ca:catalan da:danish nl:dutch en:english fi:finnish fr:french de:german '
        'el:greek hi:hindi hu:hungarian id:indonesian ga:irish it:italian lt:lithuanian ne:nepali nb:norwegian '
        'nn:norwegian no:norwegian pt:portuguese ro:romanian ru:russian sr:serbian es:spanish sv:swedish ta:tamil '
        'tr:turkish yi:yiddish',
      '\m' || (regexp_match(v_language, '^([a-z]{2})(?:[-_][a-z0-9]+)*$'))[1] || ':(\w+)'))[1],
    v_language);
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
  'The text search configuration of that name or ISO 639-1 code; simple, with a notice, for an unknown one.';
