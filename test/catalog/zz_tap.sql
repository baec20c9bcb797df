begin;
select plan(3);
select ok(true, 'fine');
select is(1, 2, 'one is two');
select nosuch();
select * from finish();
rollback;
