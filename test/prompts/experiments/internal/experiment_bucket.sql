begin;
select plan(5);

select is(
  howdah_internal.experiment_bucket('s', 'u'),
  (('x' || left(encode(sha256('s:u'), 'hex'), 15))::bit(60)::bigint % 10000)::integer, 'it is the hash of salt and unit'
);
select is(howdah_internal.experiment_bucket('s', 'u'), howdah_internal.experiment_bucket('s', 'u'),
  'it stays the same');
select isnt(howdah_internal.experiment_bucket('s', 'u'), howdah_internal.experiment_bucket('t', 'u'),
  'another salt shuffles anew');
select is(howdah_internal.experiment_bucket('s', null), null, 'nobody has no bucket');
set local role howdah_app;
select throws_ok($$select howdah_internal.experiment_bucket('s', 'u')$$, '42501', null, 'it is called inside');

select * from finish();
rollback;
