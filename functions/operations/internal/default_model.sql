create or replace function howdah_internal.default_model(kind text)
  returns integer
  language plpgsql
  stable
as $$
declare
  v_setting text := format('default_%s_model', default_model.kind);
  v_model text := howdah.setting(v_setting);
begin
  return howdah_internal.find_model(
    coalesce(v_model, 'local/local-' || default_model.kind), default_model.kind);
exception
  when sqlstate 'PT404' then
    raise exception 'the setting % names the model %, which is not registered', v_setting, v_model
      using errcode = 'PT404',
            hint = format('howdah.register_model, or  select howdah.set_setting(%L, null)', v_setting);
end
$$;
comment on function howdah_internal.default_model is
  'The model for embedding or chat where none is named: the setting default_<kind>_model, else the local one.';
