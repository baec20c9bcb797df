begin;
select plan(9);
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation(collection => null) as id;
grant select on c to public;
select howdah.send_message(id, 'How long is it?') from c;
update howdah.messages set status = 'complete', content = repeat('a', 40) where seq = 2;

set local role howdah_app;
select results_eq('select h.seq, h.role, h.token_count from c, howdah.conversation_context(c.id) as h',
  $$values (2::bigint, 'assistant', 9), (1, 'user', 6)$$, 'the newest messages come first');
select results_eq('select h.seq from c, howdah.conversation_context(c.id, 20) as h', array[]::bigint[],
  'only as many turns as fit into the tokens');
select throws_ok('select howdah.conversation_context(gen_random_uuid())', 'PT404', null,
  'an unknown conversation is refused');
select howdah.add_message(id, 'system', 'Be brief.') is null as brief,
       howdah.add_message(id, 'system', 'Be kind.') is null as kind
  from c;
select results_eq('select h.content from c, howdah.conversation_context(c.id) as h limit 2',
  array['Be brief.', 'Be kind.'], 'instructions come before them, in the order in which they were given');
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.conversation_context(id) from c', 'PT404', null, 'another user does not find it');
select howdah.act_as(null, 'acme');
select throws_ok('select howdah.conversation_context(id) from c', '28000', null,
  'nor does an application without a user');
reset role;
select isnt_empty('select howdah.conversation_context(id) from c', 'the owner of the schema does');
create temp table h as select howdah.start_conversation(collection => null) as id;
select howdah.add_message(id, 'user', left(repeat('我们的退款政策是三十天内退款', 50), 549)) from h;
select cmp_ok(c.token_count, '>=', (549 * 0.85)::integer, '549 Chinese letters are about as many tokens')
  from h, howdah.conversation_context(h.id) as c;
set local role howdah_worker;
select throws_ok('select howdah.conversation_context(null)', '42501', null, 'a worker may not read it');
select * from finish();
rollback;
