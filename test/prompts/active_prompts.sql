begin;
select plan(2);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two']) as text;
create temp table activated as select howdah.activate_prompt('support', 2) as version_before;

select results_eq(
  'select name, version, content, label, is_active from howdah.active_prompts order by version',
  $$values ('support', 1, 'one', null, false), ('support', 2, 'two', 'production', true)$$,
  'each version says whether it is active'
);

set local role howdah_app;
select throws_ok(
  'select from howdah.active_prompts', '42501', null, 'an application does not list prompts'
);

select * from finish();
rollback;
