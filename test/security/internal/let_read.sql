begin;
select plan(7);

create table howdah.secrets (id integer primary key, word text);
alter table howdah.secrets enable row level security;
insert into howdah.secrets values (1), (2);
create temp view policy as
  select oid, polroles, polcmd from pg_policy where polrelid = 'howdah.secrets'::regclass
    and polname = 'secrets_app_reads';

select howdah_internal.let_read('howdah.secrets', 'howdah_app', 'id = 1') is null as made;
select is((select polcmd from policy), 'r', 'the policy is for reading');
create temp table before as select oid from policy;
select howdah_internal.let_read('howdah.secrets', 'howdah_app', 'id = 1') is null as again;
select set_eq(
  'select oid from policy', 'select oid from before', 'the same policy again is left alone'
);

select howdah_internal.let_read('howdah.secrets', 'howdah_app', 'id = 2') is null as changed;
set local role howdah_app;
select results_eq('select id from howdah.secrets', array[2], 'another condition takes its place');
reset role;

select howdah_internal.let_read('howdah.secrets', 'howdah_analyst', columns => 'id') is null as beside;
select ok(
  has_column_privilege('howdah_analyst', 'howdah.secrets', 'id', 'select')
    and not has_column_privilege('howdah_analyst', 'howdah.secrets', 'word', 'select'),
  'another reader may be let read some columns only'
);
set local role howdah_analyst;
select results_eq('select id from howdah.secrets', array[1, 2], 'and reads every row where no condition is given');
reset role;

select throws_ok(
  $$select howdah_internal.let_read('howdah.secrets', 'nobody_of_that_name', 'true')$$,
  '42704', null, 'an unknown reader is refused'
);
set local role howdah_admin;
select throws_ok(
  $$select howdah_internal.let_read('howdah.secrets', 'howdah_app', 'true')$$,
  '42501', null, 'an administrator makes no policies'
);

select * from finish();
rollback;
