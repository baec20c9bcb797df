begin;
select plan(4);

select throws_ok(
  'update howdah.model_prices set input_cents_per_mtok = 1', 'PT409', 'prices cannot be changed or deleted',
  'not even the owner changes a price'
);
select throws_ok('delete from howdah.model_prices', 'PT409', null, 'nor deletes it');
select throws_ok('truncate howdah.model_prices', 'PT409', null, 'nor empties the table');
set local session_replication_role = replica;
select throws_ok('delete from howdah.model_prices', 'PT409', null, 'replication does not get around it');

select * from finish();
rollback;
