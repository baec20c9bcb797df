begin;
select plan(4);

select is(howdah.setting('tenancy'), 'single', 'a setting has its value');
select is(
  howdah.setting('no_such'), null, 'an unknown name is null, for code that is newer than the schema'
);

set local role howdah_app;
select is(howdah.setting('tenancy'), 'single', 'an application reads a setting');
select throws_ok('select from howdah.settings', '42501', null, 'but not the table');

select * from finish();
rollback;
