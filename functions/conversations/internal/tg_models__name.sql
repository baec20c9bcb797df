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

do $$
declare
  v_table text;
begin
  foreach v_table in array array['messages', 'conversations'] loop
    -- Made once: making it again would wait for whoever writes.
    if not exists (
      select from pg_trigger as g
       where g.tgrelid = format('howdah.%I', v_table)::regclass and g.tgname = v_table || '_name_model'
    ) then
      execute format(
        'create trigger %I before insert or update of model_id on howdah.%I
           for each row when (new.model_id is not null) execute function howdah_internal.tg_models__name()',
        v_table || '_name_model', v_table);
    end if;
  end loop;
end
$$;
