create or replace function howdah_internal.default_model(kind text)
  returns integer
  language plpgsql
  stable
as $$
begin
  return howdah_internal.find_model(
    coalesce(
      howdah.setting(format('default_%s_model', default_model.kind)),
      case default_model.kind when 'embedding' then 'local/local-embedding' else 'local/local-chat' end
    ),
    default_model.kind
  );
end
$$;
comment on function howdah_internal.default_model is
  'The model for embedding or chat where none is named: the setting default_<kind>_model, else the local one.';
