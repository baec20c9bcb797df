create or replace function howdah_internal.tg_models__name()
  returns trigger
  language plpgsql
  set search_path from current
as $$
begin
  new.model := (select m.name from howdah.models as m where m.id = new.model_id);
  return new;
end
$$;
comment on function howdah_internal.tg_models__name is
  'Writes the name of the model beside its id, so that reports by hand need no join.';

select howdah_internal.lay_trigger(
         ('howdah.' || t.name)::regclass, t.name || '_name_model', 'before insert or update of model_id',
         'for each row when (new.model_id is not null) execute function howdah_internal.tg_models__name()')
  from unnest(array['messages', 'conversations']) as t (name);
