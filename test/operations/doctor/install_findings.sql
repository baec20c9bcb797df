begin;
select plan(12);

prepare found as
  select severity, subject, finding, advice from howdah.doctor() where finding like '%privileges are not those%';
select is_empty('found', 'after an install nothing is said');
create view howdah.mine as select 1 as n;
create index mine_idx on howdah.documents (title);
create policy mine on howdah.documents for select to howdah_app using (false);
create function howdah.mine() returns trigger language plpgsql as 'begin return new; end';
create trigger mine before insert on howdah.documents for each row execute function howdah.mine();
create role mine_role;
grant select on all tables in schema howdah to mine_role;
grant execute on all functions in schema howdah, howdah_internal to mine_role;
select is_empty('found', 'what is your own does not count');
savepoint a;
grant execute on function howdah.clock() to public;
select results_eq('found', $$values (
  'error', 'function howdah.clock()', 'objects or privileges are not those of an install', 'howdah install')$$,
  'one grant more is an error');
rollback to a;
drop view howdah.cost_by_model;
select is((select subject from howdah.doctor() where advice = 'howdah install'), 'view howdah.cost_by_model',
  'so is a view that is missing');
rollback to a;
revoke usage on schema howdah from howdah_app;
select is((select subject from howdah.doctor() where advice = 'howdah install'), 'schema howdah', 'a schema');
rollback to a;
alter policy documents_app_reads on howdah.documents using (true);
select is((select subject from howdah.doctor() where advice = 'howdah install'),
  'policy documents_app_reads on howdah.documents', 'another condition');
rollback to a;
grant select on all tables in schema howdah to howdah_app;
select ok((select subject ~ ' and \d+ more$' from howdah.doctor() where advice = 'howdah install'),
  'the first of many are named');
rollback to a;
select is(howdah.wait_reason(), null, 'it is no reason why nothing moves');

alter default privileges grant execute on functions to mine_role;
select results_eq(
  $$select severity, subject, advice from howdah.doctor() where finding like 'gets rights on all that%'$$,
  format($$values ('warning', 'role mine_role', 'alter default privileges for role %1$I revoke all on functions from '
    'mine_role; and what is there:  revoke all on all functions in schema howdah, howdah_internal from mine_role')$$,
    current_user),
  'who gets rights by default is named');
alter default privileges revoke execute on functions from mine_role;
select is_empty(
  $$select from howdah.doctor() where finding like 'gets rights on all that%'$$, 'until it is taken back');

select is_empty(
  $$select from howdah.doctor() where subject = 'role howdah_app'$$, 'the group roles are as they were made');
savepoint b;
alter role howdah_app login;
grant howdah_admin to howdah_app;
select results_eq(
  $$select severity, finding, advice from howdah.doctor() where subject = 'role howdah_app'$$,
  $$values ('error', 'may log in, is a member of howdah_admin', 'it is for granting only:  alter role howdah_app '
    'nosuperuser nobypassrls nologin; revoke howdah_admin from howdah_app')$$,
  'a group role that is more than that is an error');
rollback to b;

select * from finish();
rollback;
