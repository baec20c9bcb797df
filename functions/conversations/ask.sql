-- No SET clause and no definer: a procedure that commits may have neither. Every name is qualified instead.
drop procedure if exists howdah.ask(text, text, text, text, interval);
create or replace procedure howdah.ask(
  question text,
  inout answer text default null,
  collection text default 'default',
  model text default null,
  timeout interval default interval '2 minutes',
  filter jsonb default '{}',
  document_ids uuid[] default null,
  min_similarity double precision default null
)
  language plpgsql
as $$
declare
  v_message pg_catalog.uuid;
begin
  call howdah_internal.check_waiting();
  v_message := howdah.send_message(
    howdah.start_conversation(
      collection => ask.collection, model => ask.model, filter => ask.filter, document_ids => ask.document_ids,
      min_similarity => ask.min_similarity),
    ask.question);
  call howdah.await_message(v_message, ask.timeout);
  ask.answer := howdah.format_answer(v_message);
end
$$;
comment on procedure howdah.ask is
  'Asks a question in a new conversation and waits for the answer with its sources and its bill; collection null is an '
  'answer without sources; filter, document_ids and min_similarity are as in start_conversation. Raises as '
  'await_message and send_message. Example: call howdah.ask(''How do refunds work?'').';
grant execute on procedure howdah.ask to howdah_app;
