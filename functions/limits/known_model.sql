create or replace function howdah.known_model(model text default null)
  returns howdah.models
  language plpgsql
  stable
  -- Only definers call it: it has their rights and their search_path.
as $$
declare
  v_model howdah.models;
begin
  if known_model.model is null then
    select m.* into v_model from howdah.models as m where m.id = howdah.default_model('chat');
    return v_model;
  end if;
  -- An alias has no slash.
  if strpos(known_model.model, '/') = 0 then
    select m.* into v_model
      from howdah.models as m
     where m.id = (select a.model_id from howdah.model_aliases as a where a.alias = known_model.model);
  else
    select m.* into v_model
      from howdah.models as m
     where m.provider = split_part(known_model.model, '/', 1)
       and m.name = substr(known_model.model, strpos(known_model.model, '/') + 1);
  end if;
  if not found then
    raise exception 'there is no such model'
      using errcode = 'PT404', hint = 'Name it provider/model or by alias; howdah.register_model makes it known.';
  end if;
  return v_model;
end
$$;
comment on function howdah.known_model(text) is
  'A model of either kind by provider/name or alias, the default chat model for null; raises PT404.';
