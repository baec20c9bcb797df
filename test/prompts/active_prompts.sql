begin;
select plan(4);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two']) as text;
create temp table activated as select howdah.activate_prompt('support', 2) as version_before;

select results_eq(
  'select name, version, content, label, is_active from howdah.active_prompts
   where name = ''support'' order by version',
  $$values ('support', 1, 'one', null, false), ('support', 2, 'two', 'production', true)$$,
  'each version says whether it is active'
);

set local role howdah_admin;
select is(
  (select count(*) from howdah.active_prompts where name = 'support'), 2::bigint, 'an administrator reads them'
);
select howdah.act_as('ann', 'acme') as me;
select is((select count(*) from howdah.active_prompts), 0::bigint, 'those of the tenant only');
set local role howdah_app;
select throws_ok(
  'select from howdah.active_prompts', '42501', null, 'an application does not list prompts'
);

select * from finish();
rollback;
