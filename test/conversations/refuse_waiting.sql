-- server: postgres
-- One message to the server holds the whole file, so the transaction begins with the statement.
begin;
select plan(2);
select lives_ok('select howdah.refuse_waiting()', 'a statement of its own may wait');
set local role howdah_worker;
select throws_ok('select howdah.refuse_waiting()', '42501', null, 'a worker has nothing to wait for');
select * from finish();
rollback;
