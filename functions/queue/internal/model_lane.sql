create or replace function howdah_internal.model_lane(model_id integer, class text)
  returns text
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_name text;
  v_provider text;
begin
  select m.provider || '/' || m.name || '/' || model_lane.class, m.provider
    into strict v_name, v_provider
    from howdah.models as m
   where m.id = model_lane.model_id;
  if not exists (select from howdah.lanes as l where l.name = v_name) then
    insert into howdah.lanes (name, provider, model_id, class)
    values (v_name, v_provider, model_lane.model_id, model_lane.class)
    on conflict do nothing;
  end if;
  return v_name;
end
$$;
comment on function howdah_internal.model_lane is
  'Name of a model''s lane of class interactive or bulk, made when it is not there.';
