select howdah_internal.drop_former('howdah.set_setting(text, text)', 'boolean');
create or replace function howdah.set_setting(name text, value text)
  returns boolean
  language plpgsql
  volatile
  security definer
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
  if set_setting.value is null and set_setting.name !~ '_model$' then
    raise exception 'this setting needs a value'
      using errcode = '22004',
            hint = 'Only models may be null: howdah chooses the default ones itself then, and none for the others.';
  end if;
  if set_setting.value !~ v_allowed then
    raise exception 'the value does not fit this setting'
      using errcode = '22023', hint = format('It must match %s; see the description in howdah.settings.', v_allowed);
  end if;
  if set_setting.name ~ '_model$' and set_setting.value is not null then
    perform howdah_internal.find_model(
      set_setting.value, coalesce(substring(set_setting.name from '^default_(.*)_model$'), 'chat'));
  end if;
  update howdah.settings as s
     set value = set_setting.value, updated_at = howdah.now()
   where s.name = set_setting.name
     and s.value is distinct from set_setting.value;
  return true;
end
$$;
create or replace function howdah.set_setting(name text, value anyelement)
  returns boolean
  language plpgsql
  volatile
  set search_path from current
as $$
declare
  v_value jsonb := to_jsonb(set_setting.value);
begin
  return howdah.set_setting(set_setting.name, case jsonb_typeof(v_value)
    when 'boolean' then case when v_value::boolean then 'on' else 'off' end
    else howdah_internal.scalar_text(v_value)
  end);
end
$$;
comment on function howdah.set_setting(text, text) is
  'Sets a setting; null puts the built-in choice of a default model back, and takes another model away. Raises PT404 '
  'for an unknown name and for a model that is not registered, 22004 for null elsewhere, 22023 for a value that does '
  'not fit. Example: select howdah.set_setting(''tenancy'', ''required'').';
comment on function howdah.set_setting(text, anyelement) is
  'The same for a number, a JSON value, or true and false, which are on and off. Example: select '
  'howdah.set_setting(''answer_sources'', 8).';
grant execute on function howdah.set_setting(text, text) to howdah_admin;
grant execute on function howdah.set_setting(text, anyelement) to howdah_admin;
