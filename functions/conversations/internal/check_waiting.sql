-- No SET clause and no definer: either would refuse the commit by itself.
create or replace procedure howdah_internal.check_waiting()
  language plpgsql
as $$
declare
  v_refusal pg_catalog.text;
begin
  if howdah_internal.is_embedded() then
    raise exception 'the embedded server cannot wait: it has one backend'
      using errcode = '0A000', hint = 'Use howdah ask, or send_message and then read_message.';
  end if;
  begin
    commit;
  exception
    when invalid_transaction_termination then v_refusal := sqlerrm;
  end;
  if v_refusal operator(pg_catalog.=) howdah_internal.commit_refusal() then
    raise exception 'this procedure waits for others and cannot run inside a transaction block'
      using errcode = '25001',
            hint = 'Call it as a statement of its own, outside begin and commit; in a transaction use '
              'send_message and, after it, read_message.';
  end if;
end
$$;
comment on procedure howdah_internal.check_waiting is
  'Raises 0A000 on the embedded server and 25001 where no commit is possible, so that waiting would never end.';
grant execute on procedure howdah_internal.check_waiting to howdah_app;
