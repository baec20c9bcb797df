create or replace function howdah.resume_calls()
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
begin
  delete from howdah.system_flags as f where f.key = 'llm_calls';
  return found;
end
$$;
comment on function howdah.resume_calls is
  'Ends what stop_calls began; false when calls were on. Example: select howdah.resume_calls().';
grant execute on function howdah.resume_calls to howdah_admin;
