-- No SET clause and no definer: a procedure that commits may have neither. Every name is qualified instead.
create or replace procedure howdah.ask(
  question text,
  inout answer text default null,
  collection text default 'default',
  model text default null,
  timeout interval default interval '2 minutes'
)
  language plpgsql
as $$
declare
  v_user pg_catalog.text := pg_catalog.current_setting('howdah.user_id', true);
  v_tenant pg_catalog.text := pg_catalog.current_setting('howdah.tenant', true);
  v_until pg_catalog.timestamptz := pg_catalog.clock_timestamp() operator(pg_catalog.+) ask.timeout;
  v_message pg_catalog.uuid;
  v_status pg_catalog.text;
begin
  perform howdah.refuse_waiting();
  v_message := howdah.send_message(
    howdah.start_conversation(collection => ask.collection, model => ask.model), ask.question);
  loop
    commit;
    -- A commit drops what act_as had set.
    perform pg_catalog.set_config('howdah.user_id', coalesce(v_user, ''), true);
    perform pg_catalog.set_config('howdah.tenant', coalesce(v_tenant, ''), true);
    select r.status into v_status from howdah.read_message(v_message) as r;
    exit when v_status operator(pg_catalog.<>) all (array['pending', 'streaming']);
    if pg_catalog.clock_timestamp() operator(pg_catalog.>) v_until then
      raise exception 'the answer is not there yet'
        using errcode = '57014', hint = 'Is a worker running? See select * from howdah.doctor(); the message goes on.';
    end if;
    perform pg_catalog.pg_sleep(0.05);
  end loop;
  ask.answer := howdah.format_answer(v_message);
end
$$;
comment on procedure howdah.ask(text, text, text, text, interval) is
  'Asks a question in a new conversation and waits for the answer with its sources and its bill. Raises 57014 when the '
  'time is over, 25001 inside a transaction block, 0A000 on the embedded server. Example: call howdah.ask(''How do refunds work?'', null).';
