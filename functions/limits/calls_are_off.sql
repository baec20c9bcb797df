create or replace function howdah.calls_are_off()
  returns boolean
  language plpgsql
  stable
  security definer -- flags are not a table of the application
  set search_path from current
as $$
begin
  return exists (select from howdah.system_flags as f where f.key = 'llm_calls' and f.value = '"off"');
end
$$;
comment on function howdah.calls_are_off() is
  'Whether stop_calls has switched all calls of models off. Example: select howdah.calls_are_off().';
