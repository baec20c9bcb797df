begin;
select plan(6);

select is(
  howdah.create_prompt_version('support', 'Hi {{name}}', 'local/local-chat', '{"seed": 1}'), 1,
  'a version is written'
);
select throws_ok(
  $$select * from howdah.active_prompt('support')$$, 'PT404', null, 'written is not active'
);
select is(howdah.activate_prompt('support', 1), null, 'it is activated');

set local role howdah_app;
select results_eq(
  $$select version, content, model, params, variables from howdah.active_prompt('support')$$,
  $$values (1, 'Hi {{name}}', 'local/local-chat', '{"seed": 1}'::jsonb, array['name'])$$,
  'an application reads the active version'
);
select throws_ok(
  $$select * from howdah.active_prompt('support', 'staging')$$, 'PT404', null,
  'a label without a version is refused'
);
set local role howdah_worker;
select throws_ok(
  $$select * from howdah.active_prompt('support')$$, '42501', null, 'a worker may not'
);

select * from finish();
rollback;
