begin;
select plan(17);

select results_eq(
  format('select * from howdah_internal.experiment_weights(%L)', w.weights),
    format('select * from unnest(%L::int[], %L::int[])', w.versions, w.shares),
  w.weights || ' is ' || w.shares::text
)
  from (values
    ('{"1": 90, "2": 10}', '{1,2}', '{9000,1000}'),
    ('{"2": 1, "10": 1, "1": 1}', '{1,2,10}', '{3334,3333,3333}'),
    ('{"1": 2, "2": 2, "3": 2, "4": 1}', '{1,2,3,4}', '{2857,2857,2857,1429}'),
    ('{"1": 0.5, "2": 1e-9}', '{1,2}', '{10000,0}'),
    ('{"1": 0, "2": 3}', '{1,2}', '{0,10000}')
  ) as w (weights, versions, shares);
select is(
  (
    select sum(weight) from howdah_internal.experiment_weights((
      select jsonb_object_agg(v::text, 1 + v * v % 17 + 0.1 * v) from generate_series(1, 97) as v
    ))
  ), 10000::bigint, '97 odd weights add up to the whole'
);
select throws_ok(format('select * from howdah_internal.experiment_weights(%L)', w), '22023', null, w || ' is refused')
  from unnest(array[
    '[1, 2]', '{"1": 1}', '{}', '{"1": 1, "2": -1}', '{"1": 1, "2": "1"}', '{"1": 1, "x": 1}', '{"0": 1, "1": 1}',
    '{"1": 0, "2": 0}', '{"1": 1, "99999999999": 1}'
  ]) as w;
select throws_ok('select * from howdah_internal.experiment_weights(null)', '22004', null, 'null is refused');
set local role howdah_app;
select throws_ok($$select * from howdah_internal.experiment_weights('{"1": 1, "2": 1}')$$, '42501', null,
  'it is called inside');

select * from finish();
rollback;
