create or replace function howdah.setting(name text)
  returns text
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return (select s.value from howdah.settings as s where s.name = setting.name);
end
$$;
comment on function howdah.setting is
  'Returns the value of a setting; null when it is not set or not known. Example: select howdah.setting(''tenancy'').';
grant execute on function howdah.setting to howdah_app, howdah_worker, howdah_analyst, howdah_admin;
