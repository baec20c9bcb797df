-- database: plain
begin;
select plan(3);

select is(howdah.now(), now(), 'now is the time of the transaction');
select volatility_is(
  'howdah', 'now', '{}'::name[], 'stable', 'it is stable, so that an index can be searched by it'
);

set local role howdah_app;
select lives_ok('select howdah.now()', 'an application may read it');

select * from finish();
rollback;
