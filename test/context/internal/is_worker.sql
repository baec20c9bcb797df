begin;
select plan(4);
-- As its callers do: in a definer function.
create function pg_temp.asked() returns boolean
language sql security definer as 'select howdah_internal.is_worker()';
grant execute on function pg_temp.asked() to public;

select ok(pg_temp.asked(), 'the owner of the schema may do what a worker may');

set local role howdah_worker;
select ok(pg_temp.asked(), 'a worker is one');
set local role howdah_app;
select ok(not pg_temp.asked(), 'an application login is none');
set local role howdah_admin;
select ok(not pg_temp.asked(), 'an administrator is none');

select * from finish();
rollback;
