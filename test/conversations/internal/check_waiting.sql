-- server: postgres
begin;
select plan(2);
select throws_ok('call howdah_internal.check_waiting()', '25001', null, 'nothing waits inside a transaction block');
set local role howdah_worker;
select throws_ok('call howdah_internal.check_waiting()', '42501', null, 'a worker has nothing to wait for');
select * from finish();
rollback;
