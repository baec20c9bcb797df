begin;
select plan(7);

create table howdah.secrets (id integer primary key);
alter table howdah.secrets enable row level security;
insert into howdah.secrets values (1), (2);
grant select on howdah.secrets to howdah_app, howdah_analyst;
create temp view policy as
  select oid, polroles, polcmd from pg_policy where polrelid = 'howdah.secrets'::regclass;

select howdah.ensure_policy('howdah.secrets', 'secrets_are_one', 'howdah_app', 'id = 1') is null as made;
select is((select polcmd from policy), 'r', 'the policy is for reading');
create temp table before as select oid from policy;
select howdah.ensure_policy('howdah.secrets', 'secrets_are_one', 'howdah_app', 'id = 1') is null as again;
select set_eq(
  'select oid from policy', 'select oid from before', 'the same policy again is left alone'
);

select howdah.ensure_policy('howdah.secrets', 'secrets_are_one', 'howdah_app', 'id = 2') is null as changed;
set local role howdah_app;
select results_eq('select id from howdah.secrets', array[2], 'another condition takes its place');
reset role;

select howdah.ensure_policy('howdah.secrets', 'secrets_are_one', 'howdah_analyst', 'id = 2') is null as changed;
set local role howdah_app;
select is_empty('select from howdah.secrets', 'another reader takes the place of the one before');
set local role howdah_analyst;
select results_eq('select id from howdah.secrets', array[2], 'who then reads it');
reset role;

select throws_ok(
  $$select howdah.ensure_policy('howdah.secrets', 'secrets_are_two', 'nobody_of_that_name', 'true')$$,
  '42704', null, 'an unknown reader is refused'
);
set local role howdah_admin;
select throws_ok(
  $$select howdah.ensure_policy('howdah.secrets', 'secrets_are_two', 'howdah_app', 'true')$$,
  '42501', null, 'an administrator makes no policies'
);

select * from finish();
rollback;
