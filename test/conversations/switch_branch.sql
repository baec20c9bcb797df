begin;
select plan(9);
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation(collection => null) as id;
create temp table a as select howdah.send_message(id, 'How long?') as id from c;
create temp table tip as select howdah.send_message(id, 'And then?') as id from c;
create temp table b as select howdah.regenerate(id) as id from a;
grant select on a, b, c, tip to public;
set local role howdah_app;
select is(howdah.switch_branch(a.id), tip.id, 'the branch of the first answer is shown to its end') from a, tip;
select is((select head_message_id from howdah.conversations), (select id from tip), 'indeed');
create temp table next as select howdah.send_message(id, 'On') as id from c;
reset role;
select is((select q.parent_id from howdah.messages as q
  where q.id = (select m.parent_id from howdah.messages as m join next using (id))),
  (select id from tip), 'what is asked next follows it');
select is(howdah.switch_branch(id), id, 'and back again') from b;
select is(howdah.switch_branch(a.id), next.id, 'a branch ends with its newest message') from a, next;
select throws_ok('select howdah.switch_branch(gen_random_uuid())', 'PT404', null, 'an unknown message is refused');
set local role howdah_app;
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.switch_branch(id) from a', 'PT404', null, 'another user does not find it');
select howdah.act_as(null, 'acme');
select throws_ok('select howdah.switch_branch(id) from a', '28000', null, 'the application needs a user');
set local role howdah_worker;
select throws_ok('select howdah.switch_branch(null)', '42501', null, 'a worker may not');
select * from finish();
rollback;
