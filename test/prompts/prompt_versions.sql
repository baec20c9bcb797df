begin;
select plan(8);
create temp table made as
  select howdah.create_prompt_version('support', text, commit_message => text) from unnest(array['one', 'two']) as text;
select howdah.activate_prompt('support', 2);
select howdah.activate_prompt('support', 1, 'staging');
select results_eq(
  $$select name, prompt, version, content, is_active, created_by, author, model, commit_message
      from howdah.prompt_versions where name = 'support' order by version$$,
  $$select p, p, v.version, v.content, v.active, session_user::text collate "default", session_user::text
      collate "default", null::text, v.content
      from (values ('support', 1, 'one', false), ('support', 2, 'two', true)) as v (p, version, content, active)$$,
  'a row a version; active is what production points to, not another label');
select results_eq(
  'select (v).* from (select howdah_internal.prompt_version(tenant_id, id) as v from howdah.prompt_versions) as v
    order by (v).id',
  'select * from howdah_internal.prompt_versions order by id', 'with all that the table holds');
set local role howdah_admin;
select is((select count(content) from howdah.prompt_versions where name = 'support'), 2::bigint,
  'an administrator reads the texts');
select howdah.act_as(null, 'acme');
select is_empty('select from howdah.prompt_versions', 'of the tenant only');
set local role howdah_analyst;
select results_eq(
  $$select name, is_active from howdah.prompt_versions where name = 'support' order by version$$,
  $$values ('support', false), ('support', true)$$, 'the analyst reads what there is');
select throws_ok('select content from howdah.prompt_versions', '42501', null, 'but no text');
select throws_ok('select content_hash from howdah.prompt_versions', '42501', null, 'nor what could tell it');
set local role howdah_app;
select throws_ok('select version from howdah.prompt_versions', '42501', null, 'an application reads none');
select * from finish();
rollback;
