create or replace function howdah.setting(name text)
  returns text
  language plpgsql
  stable
  security definer -- application logins read settings, no table
  set search_path from current
as $$
begin
  return (select s.value from howdah.settings as s where s.name = setting.name);
end
$$;
comment on function howdah.setting(text) is 'Value of a setting; null when it is not set. Example: select howdah.setting(''tenancy'').';
