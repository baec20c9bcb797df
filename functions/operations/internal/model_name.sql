create or replace function howdah_internal.model_name(model_id integer)
  returns text
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return (select m.provider || '/' || m.name from howdah.models as m where m.id = model_name.model_id);
end
$$;
comment on function howdah_internal.model_name is 'provider/name of a model.';
grant execute on function howdah_internal.model_name to howdah_app;
