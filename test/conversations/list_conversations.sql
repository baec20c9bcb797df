begin;
select plan(16);
select howdah.act_as('ann', 'acme');
select howdah_test.set_time('2026-03-01 12:00Z');
create temp table c as select n, howdah.start_conversation('No. ' || n, collection => null) as id
  from generate_series(1, 3) as n;
select howdah_test.set_time('2026-03-02 12:00Z');
select howdah.send_message(id, 'How long?') from c where n = 1;
select howdah.archive_conversation(id) from c where n = 2;
select howdah.run_prompt('answer');
grant select on c to public;
set local role howdah_app;
select results_eq('select title, first_question, message_count from howdah.list_conversations()',
  $$values ('No. 1', 'How long?', 2::bigint), ('No. 3', null, 0)$$, 'the one with the newest message comes first');
select results_eq('select title from howdah.list_conversations(true)', $$values ('No. 2')$$,
  'archived ones are asked for');
select results_eq('select title from howdah.list_conversations(max_conversations => 1)', $$values ('No. 1')$$,
  'the first page');
select results_eq(
  'select title from howdah.list_conversations(before_conversation_id => (select id from c where n = 1))',
  $$values ('No. 3')$$, 'the next page');
select is_empty(
  'select title from howdah.list_conversations(before_conversation_id => (select id from c where n = 3))',
  'and its end');
select throws_ok('select howdah.list_conversations(before_conversation_id => gen_random_uuid())', 'PT404', null,
  'a page after one that is gone is not the first page again');
select throws_ok('select howdah.list_conversations(max_conversations => 0)', '22023', null,
  'a page of none is refused');
select set_eq('select conversation_id from howdah.list_conversations(null)',
  'select conversation_id from howdah.list_conversations()', 'null is the default');
select howdah.act_as('eve', 'acme');
select is_empty('select from howdah.list_conversations()', 'another user sees none');
select howdah.act_as(null, 'acme');
select throws_ok('select howdah.list_conversations()', '28000', null, 'the application needs a user');
reset role;
select is_empty('select from howdah.list_conversations()', 'the owner of the schema sees those of nobody');
select howdah.act_as('ann', 'acme');
create temp table q as select m.id from howdah.messages as m join c on c.id = m.conversation_id
  where m.role = 'user' and n = 1;
select howdah.edit_message(id, 'How long, please?') from q;
select is((select first_question from howdah.list_conversations(max_conversations => 1)), 'How long, please?',
  'the first question is that of the branch that is shown');
select howdah.send_message(id, 'And then?') from c where n = 1;
select is((select first_question from howdah.list_conversations(max_conversations => 1)), 'How long, please?',
  'also further down');
select howdah.switch_branch(id) from q;
select is((select first_question from howdah.list_conversations(max_conversations => 1)), 'How long?', 'and back');
select howdah.act_as(null, 'acme');
select howdah.start_conversation('Own');
select results_eq('select title from howdah.list_conversations()', $$values ('Own')$$, 'indeed');
set local role howdah_worker;
select throws_ok('select howdah.list_conversations()', '42501', null, 'a worker may not');
select * from finish();
rollback;
