begin;
select plan(7);
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation(collection => null) as id;
grant select on c to public;
select howdah.send_message(id, repeat('x', 100)) from c;
update howdah.messages set status = 'complete', content = repeat('a', 40) where seq = 2;

set local role howdah_app;
select results_eq('select h.seq, h.role, h.token_count from c, howdah.conversation_context(c.id) as h',
  $$values (2::bigint, 'assistant', 10), (1, 'user', 25)$$, 'the newest messages come first');
select results_eq('select h.seq from c, howdah.conversation_context(c.id, 30) as h', $$values (2::bigint)$$,
  'only as many as fit into the tokens');
select throws_ok('select howdah.conversation_context(gen_random_uuid())', 'PT404', null, 'an unknown conversation is refused');
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.conversation_context(id) from c', 'PT404', null, 'another user does not find it');
select howdah.act_as(null, 'acme');
select throws_ok('select howdah.conversation_context(id) from c', 'PT404', null, 'nor does an application without a user');
reset role;
select isnt_empty('select howdah.conversation_context(id) from c', 'the owner of the schema does');
set local role howdah_worker;
select throws_ok('select howdah.conversation_context(null)', '42501', null, 'a worker may not read it');
select * from finish();
rollback;
