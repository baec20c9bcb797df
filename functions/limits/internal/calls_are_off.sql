create or replace function howdah_internal.calls_are_off()
  returns boolean
  language plpgsql
  stable
as $$
begin
  return exists (select from howdah.system_flags as f where f.key = 'llm_calls' and f.value = 'off');
end
$$;
comment on function howdah_internal.calls_are_off is 'Whether stop_calls has switched all calls of models off.';
