begin;
select plan(24);
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation(collection => null) as id;
grant select on c to public;
set local role howdah_app;
create temp table s as select howdah.add_message(id, 'system', 'The customer has a gold card.') as id from c;
create temp table q as select howdah.add_message(id, 'user', 'How long?', 'old 1') as id from c;
select howdah.add_message(id, 'assistant', 'Five days.') from c;
select is(howdah.add_message(c.id, 'user', 'Something else', 'old 1'), q.id, 'the same request_key adds nothing')
  from c, q;
select throws_ok($$select howdah.add_message(id, 'assistant', 'Five days.', 'old 1') from c$$, 'PT409', null,
  'which is not that of a message of another role');
select throws_ok($$select howdah.send_message(id, 'How long?', 'unanswered') from (
  select id, howdah.add_message(id, 'user', 'How long?', 'unanswered') as added
    from (select howdah.start_conversation(collection => null) as id offset 0) as o offset 0) as c$$, 'PT409', null,
  'nor of a question that is to be answered');
select howdah.add_message(c.id, 'assistant', 'Six days.', parent_message_id => q.id) from c, q;
reset role;
grant select on s, q to public;
select results_eq('select role, content, status, seq from howdah.messages order by seq',
  $$values ('system', 'The customer has a gold card.', 'complete', 1::bigint), ('user', 'How long?', 'complete', 2),
    ('assistant', 'Five days.', 'complete', 3), ('assistant', 'Six days.', 'complete', 4)$$,
      'messages are added in order');
select is_empty('select from howdah_internal.jobs', 'without a model call');
select is((select content from howdah.messages where id = (select head_message_id from howdah.conversations)),
  'Six days.',
  'the conversation ends with the last one, in its branch');
select howdah.send_message(id, 'And then?') from c;
select results_eq('select r -> ''role'', r -> ''content''
  from (select * from howdah.claim_jobs(''w'', ''{local/local-chat/interactive}'')) as j,
    jsonb_array_elements(howdah.next_step(j.job_id, j.token) #> ''{request,messages}'') with ordinality as r (r, n)
  where n > 1 order by n',
  $$values ('"user"'::jsonb, '"How long?"'::jsonb), ('"assistant"', '"Six days."'), ('"user"', '"And then?"')$$,
  'and the model hears of them');
select throws_ok($$select howdah.add_message(id, null, 'x') from c$$, '22004', null, 'a missing role is refused');
select throws_ok($$select howdah.add_message(id, 'user', null) from c$$, '22004', null, 'a missing content too');
select throws_ok($$select howdah.add_message(id, 'robot', 'x') from c$$, '22023', null, 'an unknown role is refused');
select throws_ok($$select howdah.add_message(id, 'user', ' ') from c$$, '22023', null, 'an empty message is refused');
select throws_ok($$select howdah.add_message(id, 'tool', repeat('x', 200001)) from c$$, '22001', null,
  'a message of 200,001 characters is refused');
select throws_ok($$select howdah.add_message(gen_random_uuid(), 'user', 'x')$$, 'PT404', null,
  'an unknown conversation is refused');
select throws_ok($$select howdah.add_message(howdah.start_conversation(), 'user', 'x', parent_message_id => id)
  from s$$, 'PT404', null,
  'a message of another conversation is no parent');
set local role howdah_app;
select howdah.act_as('eve', 'acme');
select throws_ok($$select howdah.add_message(id, 'user', 'x') from c$$, 'PT404', null,
  'another user does not find the conversation');
select throws_ok($$select howdah.add_message(howdah.start_conversation(), 'user', 'x', parent_message_id => id)
  from s$$, 'PT404', null,
  'nor goes on from a message of somebody else');
select howdah.act_as(null, 'acme');
select throws_ok($$select howdah.add_message(id, 'user', 'x') from c$$, '28000', null, 'the application needs a user');
set local role howdah_worker;
select throws_ok($$select howdah.add_message(null, 'user', 'x')$$, '42501', null, 'a worker may not');
reset role;
select howdah.act_as('mover', 'acme');
create temp table moved as select howdah.start_conversation(collection => null) as c;
create temp table said as select howdah.add_message(c, 'assistant', '', created_at => '2024-05-01 10:00Z', parts =>
  '[{"type": "tool_call", "id": "c1", "name": "weather", "arguments": "{}"}]') as id from moved;
select is((select (m.created_at, m.completed_at)::text from howdah.messages as m join said using (id)),
  row(timestamptz '2024-05-01 10:00Z', timestamptz '2024-05-01 10:00Z')::text, 'what is brought along keeps its date');
select is((select m.parts #>> '{0,name}' from howdah.messages as m join said using (id)), 'weather',
  'a call of a tool needs no text');
select throws_ok($$select howdah.add_message(c, 'assistant', '', parts => '[]') from moved$$, '22023', null,
  'nothing at all is no message');
select throws_ok($$select howdah.add_message(c, 'user', 'Hi', parts => '{"type": "text"}') from moved$$, '22023', null,
  'an object is no parts');
select throws_ok($$select howdah.add_message(c, 'user', 'Hi', created_at => howdah.now() + interval '1 minute')
  from moved$$, '22023', null, 'nobody has written it yet');
select throws_ok($$select howdah.add_message(c, 'user', 'Hi', created_at => '-infinity') from moved$$, '22023', null,
  'nor before all time');
select * from finish();
rollback;
