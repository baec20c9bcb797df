begin;
select plan(13);
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation(collection => null) as id;
create temp table a as select howdah.send_message(id, 'How long?', variables => '{"mood": "good"}') as id from c;
select howdah.send_message(id, 'And then?') from c;
create temp table q as select parent_id as id from howdah.messages join a using (id);
grant select on a, c, q to public;
set local role howdah_app;
create temp table b as select howdah.edit_message(id, 'How short?', 'edit 1') as id from q;
reset role;
select is((select (q.content, q.role, q.parent_id, q.variables, q.seq)::text from howdah.messages as q
  where q.id = (select m.parent_id from howdah.messages as m join b using (id))),
    '("How short?",user,,"{""mood"": ""good""}",5)',
  'a question stands beside the first one, with its variables');
select is((select (role, status, seq)::text from howdah.messages join b using (id)), '(assistant,pending,6)',
  'and is answered');
select is((select array_agg(m.content order by m.seq) from c,
  howdah_internal.message_history('acme', (select head_message_id from howdah.conversations), null) as m),
  '{How short?}', 'what was said after the first one is not part of the branch');
select is((select count(*) from howdah.messages), 6::bigint, 'nothing is deleted');
select is(howdah.edit_message(q.id, 'How short?', 'edit 1'), b.id, 'the same request_key asks nothing again') from b, q;
select throws_ok($$select howdah.edit_message(id, 'x') from a$$, 'PT409', null, 'an answer cannot be asked');
select throws_ok($$select howdah.edit_message(id, ' ') from q$$, '22023', null, 'an empty question is refused');
select throws_ok($$select howdah.edit_message(id, null) from q$$, '22004', null, 'a missing question is refused');
select throws_ok($$select howdah.edit_message(gen_random_uuid(), 'x')$$, 'PT404', null,
  'an unknown message is refused');
set local role howdah_app;
select howdah.act_as('eve', 'acme');
select throws_ok($$select howdah.edit_message(id, 'x') from q$$, 'PT404', null, 'another user does not find it');
select howdah.act_as('ann', 'other');
select throws_ok($$select howdah.edit_message(id, 'x') from q$$, 'PT404', null,
  'nor does the same user id of another tenant');
select howdah.act_as(null, 'acme');
select throws_ok($$select howdah.edit_message(id, 'x') from q$$, '28000', null, 'the application needs a user');
set local role howdah_worker;
select throws_ok($$select howdah.edit_message(null, 'x')$$, '42501', null, 'a worker may not');
select * from finish();
rollback;
