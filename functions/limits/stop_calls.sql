create or replace function howdah.stop_calls()
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
begin
  insert into howdah.system_flags as f (key, value)
  values ('llm_calls', 'off')
  on conflict (key) do update
    set value = excluded.value, updated_at = howdah.now()
    where f.value != excluded.value;
  return found;
end
$$;
comment on function howdah.stop_calls is
  'The kill switch, the flag llm_calls of system_flags: from now on no call of a model is let in and no worker '
  'claims one, for any tenant; calls that run go on. False when it was off already. Example: select '
  'howdah.stop_calls().';
grant execute on function howdah.stop_calls to howdah_admin;
