begin;
select plan(3);
select is(howdah_internal.caller(), session_user, 'without set role it is the login');
-- As its callers do: in a definer function.
create function pg_temp.asked() returns name language sql security definer as 'select howdah_internal.caller()';
select is(pg_temp.asked(), session_user, 'also inside a definer function');
set local role howdah_app;
select is(pg_temp.asked(), 'howdah_app'::name, 'with set role it is that role');
select * from finish();
rollback;
