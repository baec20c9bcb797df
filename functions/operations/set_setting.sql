create or replace function howdah.set_setting(name text, value text)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_allowed text;
begin
  select s.allowed into v_allowed from howdah.settings as s where s.name = set_setting.name;
  if not found then
    raise exception 'there is no such setting'
      using errcode = 'PT404', hint = 'select name, value, description from howdah.settings;';
  end if;
  if set_setting.value is null and set_setting.name !~ '^default_.*_model$' then
    raise exception 'this setting needs a value'
      using errcode = '22004', hint = 'Only the default models may be null: howdah chooses them itself then.';
  end if;
  if set_setting.value !~ v_allowed then
    raise exception 'the value does not fit this setting'
      using errcode = '22023', hint = format('It must match %s; see the description in howdah.settings.', v_allowed);
  end if;
  update howdah.settings as s
     set value = set_setting.value, updated_at = howdah.now()
   where s.name = set_setting.name
     and s.value is distinct from set_setting.value;
end
$$;
comment on function howdah.set_setting(text, text) is
  'Sets a setting; null puts the built-in choice of a default model back. Raises PT404 for an unknown name, 22004 '
  'for null elsewhere, 22023 for a value that does not fit. Example: select howdah.set_setting(''tenancy'', ''required'').';
