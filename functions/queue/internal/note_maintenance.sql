create or replace function howdah_internal.note_maintenance(step text, error text)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  if note_maintenance.error is not null then
    insert into howdah.system_flags as f (key, value, details, updated_at)
    values (
      'maintenance_errors', 'failing', jsonb_build_object(note_maintenance.step, note_maintenance.error),
      howdah.clock())
    on conflict (key) do update
      set value = excluded.value, details = f.details || excluded.details, updated_at = excluded.updated_at
    where not f.details @> excluded.details;
  else
    update howdah.system_flags as f
       set value = case f.details - note_maintenance.step when '{}' then 'ok' else f.value end,
           details = f.details - note_maintenance.step, updated_at = howdah.clock()
     where f.key = 'maintenance_errors' and f.details ? note_maintenance.step;
  end if;
end
$$;
comment on function howdah_internal.note_maintenance is
  'Writes down for doctor() that a step of maintenance fails, or with null that it does no longer.';
