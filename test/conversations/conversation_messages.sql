begin;
select plan(16);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', 'Refunds', private => false);
create temp table c as select howdah.start_conversation() as id;
create temp table a as select howdah.send_message(id, 'How long do refunds take?') as id from c;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah_test.answer(job_id, token, 'Five days [1].', facts => '{"input_tokens": 5, "output_tokens": 2,
  "latency_ms": 800, "first_token_ms": 90}') from j;
select howdah.give_feedback(id, 1) from a;
create temp table b as select howdah.regenerate(id) as id from a;
create temp table d as select howdah.send_message(id, 'And then?') as id from c;
grant select on a, b, c, d to public;
set local role howdah_app;
select results_eq('select m.role, m.content, m.status, m.sibling_index, m.sibling_count
  from c, howdah.conversation_messages(c.id) as m',
  $$values ('user', 'How long do refunds take?', 'complete', 1, 1), ('assistant', '', 'pending', 2, 2),
    ('user', 'And then?', 'complete', 1, 1),
    ('assistant', '', 'pending', 1, 1)$$,
      'the branch that is shown comes oldest first, and says where others stand beside it');
select howdah.switch_branch(id) from a;
select results_eq('select m.sibling_index, m.model, m.prompt, m.prompt_version, m.input_tokens, m.output_tokens,
    m.latency_ms, m.first_token_ms,
    m.finish_reason, m.score, m.cost_cents::float
    from c, howdah.conversation_messages(c.id) as m where m.role = ''assistant''',
  $$values (1, 'local/local-chat', 'answer', 1, 5, 2, 800, 90, 'stop', 1::numeric, 0::float)$$,
    'an answer comes with all that is known of it');
select is((select m.citations -> 0 ->> 'source' from c,
  howdah.conversation_messages(c.id) as m where m.message_id = (select id from a)), 'refunds.md',
  'and the sources it names');
select howdah.switch_branch(id) from d;
select results_eq('select m.content from c, howdah.conversation_messages(c.id, 2) as m',
  $$values ('And then?'), ('')$$, 'the newest page');
select results_eq($$select m.content, m.sibling_count from c,
  howdah.conversation_messages(c.id, 2, (select parent_id from howdah.messages join d using (id))) as m$$,
  $$values ('How long do refunds take?', 1), ('', 2)$$, 'the page before');
select is_empty($$select from c,
  howdah.conversation_messages(c.id, 2, (select id from howdah.messages where parent_id is null)) as m$$,
  'and no more');
select howdah.edit_message(id, 'How short?') from howdah.messages where parent_id is null;
select results_eq('select m.content, m.sibling_index, m.sibling_count
  from c, howdah.conversation_messages(c.id) as m where m.role = ''user''',
  $$values ('How short?', 2, 2)$$, 'first questions stand beside each other too');
create temp table other as select howdah.start_conversation() as id;
select is_empty('select m.message_id from other, howdah.conversation_messages(other.id) as m',
  'a new conversation has none');
select is_empty($$select m.message_id from other, howdah.conversation_messages(other.id, 9, (select id from d)) as m$$,
  'nor those of another one');
select throws_ok('select howdah.conversation_messages(id, 0) from c', '22023', null, 'a page of none is refused');
select throws_ok('select howdah.conversation_messages(gen_random_uuid())', 'PT404', null,
  'an unknown conversation is refused');
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.conversation_messages(id) from c', 'PT404', null, 'another user does not find it');
select howdah.act_as('ann', 'other');
select throws_ok('select howdah.conversation_messages(id) from c', 'PT404', null,
  'nor does the same user id of another tenant');
select howdah.act_as(null, 'acme');
select throws_ok('select howdah.conversation_messages(id) from c', '28000', null,
  'nor does an application without a user');
reset role;
select isnt_empty('select m.message_id from c, howdah.conversation_messages(c.id) as m',
  'the owner of the schema does');
set local role howdah_worker;
select throws_ok('select howdah.conversation_messages(null)', '42501', null, 'a worker may not');
select * from finish();
rollback;
