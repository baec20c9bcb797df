-- No SET clause and no definer: a procedure that commits may have neither. Every name is qualified instead.
create or replace procedure howdah.await_message(message_id uuid, timeout interval default interval '2 minutes')
  language plpgsql
as $$
declare
  v_user pg_catalog.text := pg_catalog.current_setting('howdah.user_id', true);
  v_tenant pg_catalog.text := pg_catalog.current_setting('howdah.tenant', true);
  v_until pg_catalog.timestamptz := pg_catalog.clock_timestamp() operator(pg_catalog.+)
    coalesce(await_message.timeout, interval '2 minutes');
  v_status pg_catalog.text;
begin
  call howdah_internal.check_waiting();
  loop
    select r.status into v_status from howdah.read_message(await_message.message_id) as r;
    exit when v_status operator(pg_catalog.<>) all (array['pending', 'streaming']);
    commit;
    -- A commit drops what act_as had set.
    perform pg_catalog.set_config('howdah.user_id', coalesce(v_user, ''), true);
    perform pg_catalog.set_config('howdah.tenant', coalesce(v_tenant, ''), true);
    if pg_catalog.clock_timestamp() operator(pg_catalog.>) v_until then
      raise exception 'the answer is not there yet'
        using errcode = '57014', hint = 'Is a worker running? The command  howdah doctor  says; the message goes on.';
    end if;
    perform pg_catalog.pg_sleep(0.05);
  end loop;
end
$$;
comment on procedure howdah.await_message is
  'Waits until an answer has ended, outside a transaction block. Raises 57014 when the time is over, 25001 inside a '
  'transaction block, 0A000 on the embedded server, and as read_message. Example: call howdah.await_message(:message).';
grant execute on procedure howdah.await_message to howdah_app;
