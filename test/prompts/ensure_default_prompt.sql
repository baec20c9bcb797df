begin;
select plan(6);

select is(howdah.ensure_default_prompt(), 'answer', 'the default prompt is named answer');
select is((select version from howdah.active_prompt('answer')), 1, 'it is active at once');
select is(howdah.ensure_default_prompt(), 'answer', 'a second time is no error');
select is((select count(*) from howdah.prompt_versions), 1::bigint, 'and makes nothing');

select is(
  howdah.activate_prompt('answer', howdah.create_prompt_version('answer', 'Mine')), 1,
  'a version of one''s own'
);
select is(
  (select content from howdah.active_prompt(howdah.ensure_default_prompt())), 'Mine', 'stays the active one'
);

select * from finish();
rollback;
