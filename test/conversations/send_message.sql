begin;
select plan(22);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation() as id;
grant select on c to public;
create temp table a as select howdah.send_message(id, 'How long?', 'key 1') as id from c;
select is((select (role, status, seq, user_id, deadline)::text from howdah.messages join a using (id)),
  '(assistant,pending,2,ann,"2026-03-01 12:02:00+00")', 'the answer is pending and is given up after two minutes');
select is((select (q.role, q.content, q.seq)::text from howdah.messages as q, howdah.messages as m,
  a where m.id = a.id and q.id = m.parent_id),
  '(user,"How long?",1)', 'it follows the question');
select is((select (kind, lane, user_id, deadline)::text from howdah_internal.jobs),
  '(chat,local/local-chat/interactive,ann,"2026-03-01 12:02:00+00")',
    'a job of the model''s interactive lane writes it');
select is((select head_message_id from howdah.conversations), (select id from a), 'the conversation ends with it');
select is((select prompt_version_id is not null from howdah.messages join a using (id)), true,
  'the prompt version is fixed now');

select is(howdah.send_message(c.id, 'Something else', 'key 1'), a.id, 'the same request_key gives the same answer')
  from c, a;
select is((select count(*) from howdah.messages), 2::bigint, 'and asks nothing');
select isnt(howdah.send_message(c.id, 'How long?', 'key 2'), a.id, 'another key asks again') from c, a;
select is((select array_agg(seq order by seq) from howdah.messages), '{1,2,3,4}', 'messages are numbered in order');

select throws_ok('select howdah.send_message(id, null) from c', '22004', null, 'a missing question is refused');
select throws_ok($$select howdah.send_message(id, E' \n') from c$$, '22023', null, 'an empty question is refused');
select throws_ok($$select howdah.send_message(id, repeat('x', 32001)) from c$$, '22001', null,
  'a question of 32,001 characters is refused');
select throws_ok($$select howdah.send_message(id, 'x', run_by => 'nobody') from c$$, '22023', null,
  'an unknown runner is refused');
select throws_ok($$select howdah.send_message(id, 'x', deadline => 'infinity') from c$$, '22023', null,
  'a deadline that never comes is refused: nothing can be subtracted from it');
select throws_ok($$select howdah.send_message(id, 'x', model => 'no/model') from c$$, 'PT404', null,
  'an unknown model is refused');
select throws_ok($$select howdah.send_message(gen_random_uuid(), 'x')$$, 'PT404', null,
  'an unknown conversation is refused');
select howdah.activate_prompt('greet', howdah.create_prompt_version('greet', 'Be kind to {{ name }}.'));
select throws_ok($$select howdah.send_message(howdah.start_conversation(prompt => 'greet'), 'x')$$, 'PT422', null,
  'a missing prompt variable is refused when asking');

set local role howdah_app;
select lives_ok($$select howdah.send_message(id, 'Me again') from c$$, 'the user may ask');
select howdah.act_as('eve', 'acme');
select throws_ok($$select howdah.send_message(id, 'x') from c$$, 'PT404', null,
  'another user may not, and learns nothing');
select is_empty('select * from howdah.messages', 'nor see the messages');
select howdah.act_as(null, 'acme');
select throws_ok($$select howdah.send_message(id, 'x') from c$$, '28000', null, 'the application needs a user');
set local role howdah_worker;
select throws_ok($$select howdah.send_message(null, 'x')$$, '42501', null, 'a worker may not ask');
select * from finish();
rollback;
