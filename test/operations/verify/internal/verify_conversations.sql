begin;
select plan(3);
select howdah.start_conversation('One', conversation_id => '00000000-0000-0000-0000-000000000001') is not null as one;
select howdah.start_conversation('Two', conversation_id => '00000000-0000-0000-0000-000000000002') is not null as two;
select howdah.send_message('00000000-0000-0000-0000-000000000001', 'A question') is not null as asked;
select howdah.send_message('00000000-0000-0000-0000-000000000002', 'Another one') is not null as asked;
select is_empty('select * from howdah_internal.verify_conversations()', 'answers that are on their way');
delete from howdah_internal.jobs where tenant_id = 'default' and id = (select min(id) from howdah_internal.jobs);
select results_eq('select check_name, detail from howdah_internal.verify_conversations()',
  $$values ('waiting_answer_has_its_job', 'it is pending and nobody works on it')$$,
    'an answer without a job is found');
update howdah.conversations set head_message_id = gen_random_uuid() where title = 'One';
update howdah.messages as m
   set parent_id = (select o.id from howdah.messages as o where o.conversation_id != m.conversation_id
     and o.role = 'user')
 where m.role = 'assistant' and m.conversation_id = '00000000-0000-0000-0000-000000000002';
select results_eq('select check_name from howdah_internal.verify_conversations() order by 1',
  $$values ('head_is_in_its_conversation'), ('message_follows_one_of_its_conversation'),
    ('waiting_answer_has_its_job')$$,
  'and what is outside of its tree');
select * from finish();
rollback;
