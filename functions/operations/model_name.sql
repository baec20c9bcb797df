create or replace function howdah.model_name(model_id integer)
  returns text
  language plpgsql
  stable
  security definer -- application logins read no model tables
  set search_path from current
as $$
begin
  return (select m.provider || '/' || m.name from howdah.models as m where m.id = model_name.model_id);
end
$$;
comment on function howdah.model_name(integer) is 'provider/name of a model.';
