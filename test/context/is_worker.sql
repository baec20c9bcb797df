begin;
select plan(5);

select ok(howdah.is_worker(), 'the owner of the schema may do what a worker may');
create function pg_temp.asked_by_owner() returns boolean
language sql security definer as 'select howdah.is_worker()';
grant execute on function pg_temp.asked_by_owner() to public;

set local role howdah_worker;
select ok(howdah.is_worker(), 'a worker is one');
set local role howdah_app;
select ok(not howdah.is_worker(), 'an application login is none');
select ok(not pg_temp.asked_by_owner(), 'nor does a definer function make it one');
set local role howdah_admin;
select ok(not howdah.is_worker(), 'an administrator is none');

select * from finish();
rollback;
