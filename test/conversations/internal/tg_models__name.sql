begin;
select plan(9);
select howdah.register_model('stub', 'own', 'chat'), howdah.register_model('stub', 'versions', 'chat');
select howdah.create_prompt_version('plain', 'one'), howdah.create_prompt_version('plain', 'two');
select howdah.create_prompt_version('named', 'one', 'stub/versions');
select howdah.activate_prompt('plain', 1), howdah.activate_prompt('named', 1);
create temp table begun as
select p.prompt, p.wanted, p.model, c.id
  from (values ('plain', null, 'local-chat'), ('plain', 'stub/own', 'own'), ('named', null, 'versions'),
    ('named', 'stub/own', 'own')) as p (prompt, wanted, model)
 cross join lateral (
   select howdah.start_conversation(p.prompt, prompt => p.prompt, model => p.wanted) as id) as c;
select results_eq('select c.model, v.prompt, v.version from begun as b join howdah.conversations as c using (id)
    join howdah.prompt_versions as v on v.id = c.system_prompt_id order by b.prompt, b.wanted',
  'select model, prompt, 1 from begun order by prompt, wanted', 'the model and the version that are to answer');
select is((select array_agg(c.model_id is null order by b.prompt, b.wanted)
    from begun as b join howdah.conversations as c using (id)), '{f,t,f,t}',
  'the conversation still follows its prompt and the setting where it names no model');
create temp table sent as select b.model, howdah.send_message(b.id, 'Well?') as id from begun as b;
select results_eq('select m.model from sent join howdah.messages as m using (id) order by 1',
  'select model from begun order by 1', 'answers name the model');
select is((select array_agg(distinct m.model) from howdah.messages as m where m.role = 'user'), '{null}',
  'questions none');
select howdah.activate_prompt('plain', 2);
select is((select array_agg(distinct v.version) from begun as b join howdah.conversations as c using (id)
    join howdah.prompt_versions as v on v.id = c.system_prompt_id where b.prompt = 'plain'), '{1}',
  'another version changes nothing of what has begun');
select howdah.start_experiment('plain', '{"1": 50, "2": 50}', 'conversation');
create temp table tried as
  select howdah.start_conversation(prompt => 'plain') as id from generate_series(1, 20);
create temp table tried_sent as select howdah.send_message(t.id, 'Well?') as id from tried as t;
select is_empty('select from howdah.messages as m join howdah.conversations as c on c.id = m.conversation_id
    where m.id in (select id from tried_sent) and m.prompt_version_id != c.system_prompt_id',
  'in an experiment it is the version that then answers');

update howdah.messages set model_id = (select id from howdah.models where name = 'own')
 where id in (select id from sent where model = 'local-chat');
select is((select array_agg(m.model) from sent as s join howdah.messages as m using (id) where s.model = 'local-chat'),
  '{own}', 'the name follows the model, as when another one stands in');
insert into howdah.conversations (prompt, model_id) select 'plain', id from howdah.models where name = 'own';
select is((select model from howdah.conversations where title is null and model_id is not null), 'own',
  'also of rows written by hand');
insert into howdah.messages (conversation_id, seq, role, model) select id, 99, 'assistant', 'theirs' from begun limit 1;
select is((select model_id from howdah.messages where model = 'theirs'), null, 'a name of one''s own stays');
select * from finish();
rollback;
