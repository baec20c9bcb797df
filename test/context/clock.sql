-- database: plain
begin;
select plan(3);

select cmp_ok(howdah.clock(), '>', now(), 'the clock goes on within a transaction');
select cmp_ok(howdah.clock(), '<=', clock_timestamp(), 'and is not ahead of the server');

set local role howdah_worker;
select lives_ok('select howdah.clock()', 'a worker may read it');

select * from finish();
rollback;
