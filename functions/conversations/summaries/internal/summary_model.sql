create or replace function howdah_internal.summary_model(version_model_id integer default null)
  returns howdah.models
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_name text := howdah.setting('summary_model');
  v_model howdah.models;
begin
  if v_name is not null then
    select m.* into v_model
      from howdah.models as m
     where m.kind = 'chat' and case
       when summary_model.version_model_id is not null then m.id = summary_model.version_model_id
       else m.provider || '/' || m.name = v_name
         or m.id = (select a.model_id from howdah.model_aliases as a where a.alias = v_name)
       end;
  end if;
  return v_model;
end
$$;
comment on function howdah_internal.summary_model is
  'The model that writes summaries: of the prompt version, else of the setting summary_model; null where the setting '
  'is not set, or names none that is registered.';
