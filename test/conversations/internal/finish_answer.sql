begin;
select plan(37);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.add_document('Refunds are slow.', 'slow.md', private => false);
select howdah.activate_prompt('tags', howdah.create_prompt_version('tags', 'As JSON.',
  params => '{"response_format": {"type": "json_object"}}'));
select howdah.activate_prompt('strict', howdah.create_prompt_version('strict', 'As JSON.',
  params => '{"response_format": {"type": "json_schema", "json_schema": {"name": "t", "strict": true, "schema": {
    "type": "object", "required": ["tags"], "additionalProperties": false,
    "properties": {"tags": {"type": "array", "items": {"type": "string"}}}}}}}'));
create temp table a (id uuid, job_id bigint, token bigint);
-- A question of its own whose call gives these results, one after the other; how the message stands then.
create function pg_temp.ask(prompt text, variadic results jsonb[]) returns text language plpgsql as $$
declare
  v_id uuid := howdah.send_message(
    howdah.start_conversation(prompt => ask.prompt, collection => case when ask.prompt is null then 'default' end),
    'How long do refunds take, ' || gen_random_uuid() || '?');
  v_job record;
  v_step jsonb;
  v_calls integer := 0;
begin
  select * into v_job from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  v_step := howdah_test.chat_step(v_job.job_id, v_job.token);
  while v_step is not null loop
    v_calls := v_calls + 1;
    v_step := howdah.next_step(v_job.job_id, v_job.token, jsonb_build_object(
      'ref', v_step -> 'ref', 'result', ask.results[v_calls],
      'facts', '{"usage": {"prompt_tokens": 5, "completion_tokens": 2}}'::jsonb));
  end loop;
  delete from a;
  insert into a values (v_id, v_job.job_id, v_job.token);
  return (
    select concat_ws(' ', v_calls, m.status, m.error_code, m.content_json) from howdah.messages as m where m.id = v_id);
end $$;
create function pg_temp.said(content text, finish_reason text default 'stop') returns jsonb language sql as $$
  select jsonb_build_object('content', content, 'finish_reason', finish_reason) $$;
create function pg_temp.error() returns text language sql as $$
  select error_message from howdah.messages join a using (id) $$;

-- JSON
select is(pg_temp.ask('tags', pg_temp.said(E'```json\n{"tags": ["a"]}\n```')), '1 complete {"tags": ["a"]}',
  'JSON in a fence is JSON');
select is(pg_temp.ask('tags', pg_temp.said('<think>hm</think>{"tags": ["a"]}')), '1 complete {"tags": ["a"]}',
  'and behind thoughts');
select is(pg_temp.ask('tags', pg_temp.said('{"tags": ["a", "b', 'length')), '1 failed invalid_json',
  'JSON that was cut off is not asked for again');
select is(pg_temp.error(), 'the limit of the answer cut its JSON off: allow it more tokens', 'which is said');
select is(pg_temp.ask('tags', pg_temp.said('{"a": "\u0000"}')), '1 failed invalid_json', 'nor what jsonb cannot hold');
select matches(pg_temp.error(), 'u0000', 'which is said too');
select is(pg_temp.ask('tags', pg_temp.said('Sure.'), pg_temp.said('Sure.')), '2 failed invalid_json',
  'prose is asked for once more');
select is(pg_temp.error(), 'the model answered with something that is not JSON, twice', 'and then has failed');
select is(pg_temp.ask('tags', pg_temp.said('["a"]'), pg_temp.said('{"tags": []}')), '2 complete {"tags": []}',
  'a list is no object');
select is(pg_temp.ask('strict', pg_temp.said('{"wrong": 1}'), pg_temp.said('{"tags": [1]}')), '2 failed invalid_json',
  'what does not fit the schema is asked for once more');
select is(pg_temp.error(), 'the answer does not fit its schema: $.tags[0] is not of type string, twice',
  'and it is said what does not');
select is((select s.error_message from howdah_internal.message_steps as s join a on a.id = s.message_id
  where s.seq = 1),
  'the answer does not fit its schema: $ has no tags', 'the step says it as well');
select is(pg_temp.ask('strict', pg_temp.said('{"tags": ["a"]}')), '1 complete {"tags": ["a"]}', 'what fits is taken');

-- Why it ended
select is(pg_temp.ask(null, pg_temp.said('Half a', r)), '1 failed content_filter', r || ' is a filter')
  from unnest('{content_filter,SAFETY,sensitive,"content_filter: violence"}'::text[]) as r;
select is(pg_temp.ask(null, pg_temp.said('Five.', r)), '1 complete', coalesce(r, 'no reason') || ' is an end')
  from unnest('{stop,END_TURN,length,MAX_TOKENS,null}'::text[]) as r;
select is((select count(*) from howdah_internal.llm_cache where response = 'Five.'), 2::bigint,
  'only what ended by itself is cached');
select is(pg_temp.ask(null, pg_temp.said('Half a', r)), '1 pending', r || ' is tried again')
  from unnest('{error,abort,network_error}'::text[]) as r;
select is((select string_agg(distinct s.error_code, ' ') from howdah_internal.message_steps as s
  where s.facts ->> 'finish_reason' in ('error', 'abort', 'network_error')), 'connection provider_error',
  'as a fault of the provider or the line');

-- Parts
select is(pg_temp.ask(null, '{"content": "", "finish_reason": "tool_calls", "parts": [{"type": "reasoning",
  "text": "hm"}, {"type": "tool_call", "id": "c1", "name": "weather", "arguments": "{\"city\": \"Bonn\"}"}]}'),
  '1 complete', 'a call of a tool is an answer');
select is((select parts -> 1 ->> 'name' from a, howdah.read_message(a.id)), 'weather', 'whose parts are kept and read');
select matches((select howdah.format_answer(id) from a), 'Calls weather {"city": "Bonn"}', 'and shown');
select is(pg_temp.ask('tags', '{"content": "Let me look.", "finish_reason": "tool_calls", "parts": [
  {"type": "tool_call", "id": "c1", "name": "weather", "arguments": "{}"}]}'), '1 complete',
  'what it says before the call has to be no JSON');
select is(pg_temp.ask(null, '{"content": "", "finish_reason": "length", "parts": [
  {"type": "reasoning", "text": "hm"}]}'),
  '1 failed empty_answer', 'thoughts alone are none');
select is(pg_temp.error(), 'the limit of the answer was reached before any text: allow it more tokens', 'and say why');
select pg_temp.ask(null, '{"content": "I will not help with that.", "finish_reason": "stop", "is_refusal": true}');
select is((select is_refusal from howdah.messages join a using (id)), true, 'what the model calls a refusal is one');

-- Citations
select pg_temp.ask(null, pg_temp.said('I am sorry, but refunds are slow [1, 2], see [17].'));
select is((select (m.is_refusal, (select count(*) from howdah.message_sources(m.id) as s where s.is_cited))::text
  from howdah.messages as m join a using (id)), '(f,2)', 'sources in one pair of brackets are cited');
select matches((select howdah.format_answer(id) from a), 'No source has the number 17',
  'a number without a source is told');
select is((select result -> 'unknown_citations' from a, howdah.message_trace(a.id) where kind = 'answer'), '[17]',
  'also in the trace');
select * from finish();
rollback;
