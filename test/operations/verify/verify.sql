begin;
select plan(4);

select is_empty('select * from howdah.verify()', 'a new installation is in order');
alter table howdah_internal.prompt_versions disable trigger prompt_versions_are_immutable;
update howdah_internal.prompt_versions set content = 'Do as you like.' where prompt = 'answer';
select results_eq(
  $$select check_name, object from howdah.verify() order by check_name$$,
  $$values
    ('trigger_guards', 'trigger prompt_versions_are_immutable on howdah_internal.prompt_versions'),
    ('version_is_as_written', 'prompt answer of tenant default, version 1')$$,
  'what was changed past the functions is found'
);
set local role howdah_admin;
select is((select count(*) from howdah.verify()), 2::bigint, 'an administrator may ask');
set local role howdah_app;
select throws_ok('select * from howdah.verify()', '42501', null, 'an application may not');

select * from finish();
rollback;
