begin;
select plan(4);

select ok(
  version > 0 and breaking_version <= version, 'the newest migration has a number') from howdah.schema_version(
);
insert into howdah_internal.migrations (name, hash, is_breaking)
values ('900001-breaks.sql', 'x', true), ('900002-does-not.sql', 'x', false);
select results_eq(
  'select version, breaking_version from howdah.schema_version()', 'values (900002, 900001)',
  'an older worker must refuse the newest breaking one'
);

set local role howdah_worker;
select lives_ok('select * from howdah.schema_version()', 'a worker may ask');
select throws_ok('select from howdah_internal.migrations', '42501', null, 'but does not read the ledger');

select * from finish();
rollback;
