begin;
select plan(16);
select howdah.act_as('ann', 'acme');
select howdah.register_model('local', 'small', 'chat', null, 1400);
select howdah.activate_prompt('greet',
  howdah.create_prompt_version('greet', 'Be {{ mood }} to {{ name }}.', params => '{"max_tokens": 300}'));
create temp table c as
  select howdah.start_conversation(prompt => 'greet', collection => null,
    variables => '{"name": "Ann", "mood": "kind"}') as id;
select howdah.add_message(id, 'developer', 'No jokes.') from c;
select howdah.add_message(id, 'user', repeat('long ago ', 500)) from c;
select howdah.add_message(id, 'assistant', 'So it is.') from c;
create temp table a as select howdah.send_message(id, 'How long?', variables => '{"mood": "brief"}') as id from c;
create temp table s as select howdah.regenerate(id, model => 'local/small') as id from a;
create temp table r as
  select m.id, howdah_internal.compose_request(m, null) as j from howdah.messages as m where m.role = 'assistant'
    and m.status = 'pending';
select is((select j #>> '{messages,0,content}' from r join a using (id)), E'Be brief to Ann.\n\nNo jokes.',
  'a message''s variables stand in for the conversation''s, and instructions follow the prompt');
select is((select array_agg(m ->> 'role') from r join a using (id), jsonb_array_elements(j -> 'messages') as m),
  '{system,user,assistant,user}',
  'what was said before comes in its order');
select is((select j #>> '{messages,3,content}' from r join a using (id)), 'How long?',
  'without a collection the question is sent as it is');
select is((select j ->> 'model' from r join s using (id)), 'small', 'a message may have a model of its own');
select is((select array_agg(m ->> 'role') from r join s using (id), jsonb_array_elements(j -> 'messages') as m),
  '{system,user}',
  'a small model hears what fits, whole turns, and always what the system said');
select is((select j -> 'params' from r join s using (id)), '{"max_tokens": 300}',
  'the parameters are those of the prompt version');

-- A prompt of several messages.
select howdah.activate_prompt('shots', howdah.create_prompt_version('shots', '[{"role": "system", "content": "Sum."},
  {"role": "user", "content": "1+1"}, {"role": "assistant", "content": "2"}, {"role": "system", "content": "Be exact."},
  {"role": "user", "content": "Ready?"}]', form => 'chat'));
create temp table p as select howdah.start_conversation(prompt => 'shots', collection => null) as id;
select howdah.send_message(id, '2+2') from p;
create function pg_temp.sent(conversation uuid) returns text language sql as $$
  select string_agg(left(e ->> 'role', 1) || ':' || replace(e ->> 'content', E'\n\n', '+'), ' ' order by n)
    from howdah.conversations as c
    join howdah.messages as m on m.id = c.head_message_id,
         jsonb_array_elements(howdah_internal.compose_request(m, null) -> 'messages') with ordinality as x (e, n)
   where c.id = conversation
$$;
select is((select pg_temp.sent(id) from p), 's:Sum.+Be exact. u:1+1 a:2 u:Ready?+2+2',
  'its forms take their turns too');
update howdah.messages set status = 'failed', content = 'hal' where status = 'pending';
select howdah.send_message(id, '3+3') from p;
select is((select pg_temp.sent(id) from p), 's:Sum.+Be exact. u:1+1 a:2 u:Ready?+3+3',
  'a question that failed is left out');
update howdah.messages set status = 'complete', content = '6' where status = 'pending';
select howdah.add_message(id, 'tool', 'sum: 6') from p;
select howdah.send_message(id, '4+4') from p;
select is((select pg_temp.sent(id) from p), 's:Sum.+Be exact. u:1+1 a:2 u:Ready?+3+3 a:6 u:sum: 6+4+4',
  'what a tool said comes with the next question');
select howdah.activate_prompt('first', howdah.create_prompt_version('first',
  '[{"role": "assistant", "content": "Which order?"}]', form => 'chat'));
create temp table f as select howdah.start_conversation(prompt => 'first', collection => null) as id;
select howdah.send_message(id, 'The last.') from f;
select is((select pg_temp.sent(id) from f), 'u:(The assistant begins.) a:Which order? u:The last.',
  'a greeting stays');

-- What does not fit.
create temp table l as select howdah.start_conversation(prompt => 'greet', collection => null, model => 'local/small',
  variables => '{"name": "Ann", "mood": "kind"}') as id;
select throws_like($$select howdah.send_message(l.id, repeat('word ', 2000)) from l$$,
  'content is longer than the model takes: about 2___ tokens with its prompt, of 1400',
  'a question that is longer than the model takes is refused');
select throws_ok($$select howdah.send_message(l.id, repeat('word ', 2000)) from l$$, '22001', null, 'as too long');
select is((select count(*) from howdah.messages as m join l on m.conversation_id = l.id), 0::bigint,
  'and nothing is left behind');
select howdah.add_document(
  E'# Trams\n\n## Tram line ' || n || E'\n\n' || repeat('The tram stops here. ', 50), 'tram' || n,
  private => false) from generate_series(1, 6) as n;
create temp table t as select howdah.start_conversation(prompt => 'greet', model => 'local/small',
  variables => '{"name": "Ann", "mood": "kind"}', collection => 'default') as id;
select howdah.send_message(id, 'Where does the tram stop?') from t;
create temp table cited as select howdah_internal.compose_request(m, null) as j
  from howdah.messages as m join t on m.conversation_id = t.id where m.status = 'pending';
select ok((select howdah_internal.request_tokens(j -> 'messages') from cited) between 500 and 1400 * 0.85 - 300,
  'sources are as many as fit');
select results_eq($$select count(*), max(c.position)::bigint, count(*) > 1 from howdah_internal.message_citations as c
  join howdah.messages as m on m.id = c.message_id join t on m.conversation_id = t.id$$,
  $$select (length(x) - length(replace(x, '<source id', ''))) / 10::bigint, 2::bigint, true
      from (select j::text as x from cited) as y$$, 'the best of them, and no others are cited');
set local role howdah_app;
select throws_ok('select howdah_internal.compose_request(null, null)', '42501', null,
  'the application may not build requests');
select * from finish();
rollback;
