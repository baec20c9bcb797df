begin;
select plan(7);

select howdah.act_as('ann');
select howdah.activate_prompt('helper', howdah.create_prompt_version('helper', form => 'chat', content => '[
  {"role": "system", "content": "You help with {{product}}."}, {"role": "user", "content": "Hello, I am {{name}}."},
  {"role": "assistant", "content": "How can I help?"}]'));
create temp table conversation as
  select howdah.start_conversation(prompt => 'helper', collection => null, variables => '{"product": "howdah"}') as id;
select throws_ok(
  $$select howdah.send_message(id, 'Hi?') from conversation$$, 'PT422',
  'the prompt needs variables that are not given: name', 'a variable of any of its messages is required'
);
create temp table sent as select howdah.send_message(id, 'Hi?', variables => '{"name": "Ann"}') as id from conversation;
create temp table request as
  select howdah.next_step(job_id, token) -> 'request' as r
  from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select is(
  r -> 'messages', '[{"role": "system", "content": "You help with howdah."},
    {"role": "user", "content": "Hello, I am Ann."},
    {"role": "assistant", "content": "How can I help?"}, {"role": "user", "content": "Hi?"}]', 'its messages come first'
) from request;
select throws_ok(
  $$select howdah.run_prompt('helper', '{"product": "x", "name": "y"}')$$, 'PT422',
  'a chat prompt that is run by itself ends with a message of the user', 'run by itself it would ask nothing'
);

select howdah.activate_prompt('grade', howdah.create_prompt_version('grade', form => 'chat', content => '[
  {"role": "system", "content": "Grade from 1 to {{best}}."}, {"role": "user", "content": "It is: {{text}}"}]'));
create temp table run as select howdah.run_prompt('grade', '{"best": 5, "text": "{{best}}"}') as id;
select is((select content from howdah.messages where id = p.parent_id), 'It is: {{best}}',
  'its last message is the question')
  from (select m.parent_id from howdah.messages as m join run using (id)) as p;
create temp table graded as
  select howdah.next_step(job_id, token) -> 'request' as r
  from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select is(
  r -> 'messages', '[{"role": "system", "content": "Grade from 1 to 5."},
    {"role": "user", "content": "It is: {{best}}"}]',
  'which follows the others'
) from graded;

select howdah.activate_prompt('plain', howdah.create_prompt_version('plain', 'Say {{word}}.'));
create temp table said as select howdah.run_prompt('plain', '{"word": "yes"}') as id;
create temp table plain as
  select howdah.next_step(job_id, token) -> 'request' as r
  from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select is(r -> 'messages', '[{"role": "user", "content": "Say yes."}]', 'a text that is run by itself is the question')
  from plain;

-- Run by itself it takes part in an experiment by user like any other.
select howdah.create_prompt_version('plain', 'Cry {{word}}.');
select howdah.start_experiment('plain', '{"1": 1, "2": 1}');
create temp table split as select howdah.run_prompt('plain', '{"word": "yes"}') as id;
select howdah.next_step(job_id, token) from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select is(
  (select version from howdah.experiment_exposures), howdah.assign_prompt_version('plain', 'ann'),
    'an experiment decides for it too'
);

select * from finish();
rollback;
