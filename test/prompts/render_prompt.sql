begin;
select plan(9);

select is(
  howdah.create_prompt_version('support', 'You help with {{product}}.'), 1, 'a version is written'
);
select is(howdah.activate_prompt('support', 1), null, 'and activated');

select howdah.activate_prompt('chat', howdah.create_prompt_version(
  'chat', '[{"role": "system", "content": "Be {{mood}}."}, {"role": "user", "content": "I am {{name}}."}]',
    form => 'chat'));

set local role howdah_app;
select is(
  howdah.render_prompt('chat', '{"mood": "kind", "name": "Ann"}')::jsonb,
  '[{"role": "system", "content": "Be kind."}, {"role": "user", "content": "I am Ann."}]',
    'a chat prompt is rendered as JSON'
);
select is(
  howdah.render_prompt('support', '{"product": "howdah"}'), 'You help with howdah.',
  'an application renders it'
);
select is(
  howdah.render_prompt('support', '{"product": "howdah", "more": 1}'), 'You help with howdah.',
  'a variable too many is no error'
);
select throws_ok(
  $$select howdah.render_prompt('support')$$, 'PT422', null, 'a variable that is missing is'
);
select throws_ok(
  $$select howdah.render_prompt('support', '["product"]')$$, '22023', null,
  'variables must be an object'
);
select throws_ok(
  $$select howdah.render_prompt('support', '{}', 'staging')$$, 'PT404', null,
  'a label without a version is refused'
);
set local role howdah_analyst;
select throws_ok($$select howdah.render_prompt('support')$$, '42501', null, 'an analyst may not');

select * from finish();
rollback;
