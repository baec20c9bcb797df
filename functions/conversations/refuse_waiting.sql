create or replace function howdah.refuse_waiting()
  returns void
  language plpgsql
  stable
  set search_path from current
as $$
begin
  if howdah.is_embedded() then
    raise exception 'the embedded server cannot wait: it has one backend'
      using errcode = '0A000', hint = 'Use howdah ask, or send_message and then read_message.';
  end if;
  -- In a transaction block, and in the extended protocol of drivers, the transaction began before this message.
  if pg_catalog.now() != pg_catalog.statement_timestamp() then
    raise exception 'this procedure waits for others and cannot run inside a transaction block or from a driver'
      using errcode = '25001', hint = 'Call it in psql outside begin and commit; an application uses send_message and read_message.';
  end if;
end
$$;
comment on function howdah.refuse_waiting() is
  'Raises 0A000 on the embedded server and 25001 inside a transaction block, where waiting would never end.';
