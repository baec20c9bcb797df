begin;
select plan(8);
select howdah.act_as('ann', 'acme');
select howdah.register_model('local', 'small', 'chat', null, 1400);
select howdah.activate_prompt('greet', howdah.create_prompt_version('greet', 'Be {{ mood }} to {{ name }}.', params => '{"max_tokens": 300}'));
create temp table c as
  select howdah.start_conversation(prompt => 'greet', collection => null, variables => '{"name": "Ann", "mood": "kind"}') as id;
select howdah.add_message(id, 'developer', 'No jokes.') from c;
select howdah.add_message(id, 'user', repeat('x', 4000)) from c;
select howdah.add_message(id, 'assistant', repeat('y', 400)) from c;
create temp table a as select howdah.send_message(id, 'How long?', variables => '{"mood": "brief"}') as id from c;
create temp table s as select howdah.regenerate(id, model => 'local/small') as id from a;
create temp table r as
  select m.id, howdah.build_request(m, null) as j from howdah.messages as m where m.role = 'assistant' and m.status = 'pending';
select is((select j #>> '{messages,0,content}' from r join a using (id)), 'Be brief to Ann.', 'a message''s variables stand in for the conversation''s');
select is((select array_agg(m ->> 'role') from r join a using (id), jsonb_array_elements(j -> 'messages') as m), '{system,developer,user,assistant,user}',
  'what was said before comes in its order');
select is((select j #>> '{messages,4,content}' from r join a using (id)), 'How long?', 'without a collection the question is sent as it is');
select is((select j ->> 'model' from r join s using (id)), 'small', 'a message may have a model of its own');
select is((select array_agg(m ->> 'role') from r join s using (id), jsonb_array_elements(j -> 'messages') as m), '{system,developer,assistant,user}',
  'a small model hears what fits, and always what the system said');
select is((select j -> 'params' from r join s using (id)), '{"max_tokens": 300}', 'the parameters are those of the prompt version');
set local role howdah_app;
select throws_ok('select howdah.build_request(null, null)', '42501', null, 'the application may not build requests');
set local role howdah_worker;
select throws_ok('select howdah.build_request(null, null)', '42501', null, 'nor may a worker, other than by prepare_message');
select * from finish();
rollback;
