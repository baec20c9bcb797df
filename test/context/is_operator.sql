begin;
select plan(5);

select ok(howdah.is_operator(), 'the owner of the schema is an operator');
create function pg_temp.asked_by_owner() returns boolean
language sql security definer as 'select howdah.is_operator()';
grant execute on function pg_temp.asked_by_owner() to public;

set local role howdah_app;
select ok(not howdah.is_operator(), 'an application login is none');
select ok(not pg_temp.asked_by_owner(), 'nor does a definer function make it one');
set local role howdah_worker;
select ok(not howdah.is_operator(), 'a worker is none');
set local role howdah_admin;
select ok(not howdah.is_operator(), 'an administrator is none');

select * from finish();
rollback;
