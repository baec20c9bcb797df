begin;
select plan(29);

select is(
  howdah.create_prompt_version('support', 'You help with {{product}}.'), 1, 'the first version is 1'
);
select is(
  howdah.create_prompt_version('support', 'You help with {{product}}.'), 1,
  'the same again adds nothing'
);
select is(
  howdah.create_prompt_version('support', 'You help with {{product}}.', params => '{"temperature": 0}'),
  2, 'other params are another version'
);
select is(
  howdah.create_prompt_version('support', 'You help with {{product}}.'), 3,
  'an older text again is a new version: only the newest is compared'
);
select is(
  howdah.create_prompt_version('support', 'Hi', 'local/local-chat', commit_message => 'shorter'), 4,
  'a model may be named'
);
select results_eq(
  $$select variables, commit_message, model_id is not null from howdah.prompt_versions order by version desc limit 2$$,
  $$values ('{}'::text[], 'shorter', true), ('{product}', null, false)$$,
  'variables, message and model are kept'
);
select howdah.act_as('ann', 'acme') as me;
select is(howdah.create_prompt_version('support', 'Ours'), 1, 'another tenant counts for itself');
select is(
  (select author from howdah.prompt_versions where tenant_id = 'acme'), 'ann',
  'the author is who acts'
);
select is_empty($$select from howdah.prompt_labels where prompt = 'support'$$, 'nothing is active by being written');

select is(
  howdah.create_prompt_version('answer', 'Ours'), 2, 'what comes with howdah is version 1 of answer in every tenant'
);
select is(
  howdah.create_prompt_version(
    'chat', '[{"role": "system", "content": "Be {{mood}}."}, {"content": "Hi {{name}}", "role": "user"}]',
      form => 'chat'),
  1, 'a chat prompt is written'
);
select is(
  howdah.create_prompt_version(
    'chat', '[{"content":"Be {{mood}}.","role":"system"}, {"role":"user","content":"Hi {{name}}"}]', form => 'chat'),
  1, 'the same messages written otherwise add nothing'
);
select is(
  (select variables from howdah.prompt_versions where prompt = 'chat'), '{mood,name}',
    'variables of all its messages are known'
);
select howdah.create_prompt_version('braces', 'Hello {{ name }}, about {{city}}: {{name}}, {other} {{1}} {{a b}} {{}}');
select is(
  (select variables from howdah.prompt_versions where prompt = 'braces'), '{city,name}',
  'a variable is a name in double braces, known once, sorted'
);
select is(
  howdah.create_prompt_version('chat', '[{"role": "user", "content": "Hi"}]'), 2,
  'without form it is a text, whatever it looks like'
);
select throws_ok(
  $$select howdah.create_prompt_version('chat', '[]', form => 'chat')$$, '22023',
  'the content of a chat prompt is not an array of messages', 'a chat needs a message'
);
select throws_ok(
  $$select howdah.create_prompt_version('chat', 'Hi', form => 'poem')$$, '22023', null, 'an unknown form is refused'
);
select is(
  howdah.create_prompt_version('form', 'Hi', form => null), howdah.create_prompt_version('form', 'Hi'),
  'null is the default form'
);
select throws_ok(
  $$select howdah.create_prompt_version('x', 'y', params => '{"temperature": 3}')$$, '22023', null,
  'params are looked at'
);
select throws_ok(
  $$select howdah.create_prompt_version('x', 'y', commit_message => repeat('x', 10001))$$, '22001', null,
  'a commit message has an end'
);
select is_empty($$select from howdah.prompts where name = 'x'$$, 'what is refused leaves no prompt behind');

select throws_ok(
  $$select howdah.create_prompt_version('x', null)$$, '22004', null, 'content is required'
);
select throws_ok(
  $$select howdah.create_prompt_version('x', '  ')$$, '22023', null, 'empty content is refused'
);
select throws_ok(
  $$select howdah.create_prompt_version('x', 'y', params => '[]')$$, '22023', null,
  'params must be an object'
);
select throws_ok(
  $$select howdah.create_prompt_version('x', repeat('y', 200001))$$, '22001', null,
  'a text too long is refused'
);
select throws_ok(
  $$select howdah.create_prompt_version('x', 'y', 'no/such')$$, 'PT404', null,
  'an unknown model is refused'
);
select throws_ok(
  $$select howdah.create_prompt_version('x', 'y', 'local/local-embedding')$$, '22023', null,
  'a model that cannot answer is refused'
);

set local role howdah_admin;
select lives_ok(
  $$select howdah.create_prompt_version('x', 'y')$$, 'an administrator may write prompts'
);
set local role howdah_app;
select throws_ok(
  $$select howdah.create_prompt_version('x', 'y')$$, '42501', null, 'an application may not'
);

select * from finish();
rollback;
