begin;
select plan(8);

select results_eq(
  $$select version, weight,
    buckets::text from howdah_internal.place_buckets('{1,2}', '{9000,1000}', array['{}', '{}']::int4multirange[])$$,
  $$values (1, 9000, '{[0,9000)}'), (2, 1000, '{[9000,10000)}')$$, 'at the start they lie side by side'
);
select results_eq(
  $$select version, weight, buckets::text
      from howdah_internal.place_buckets('{1,2}', '{8000,2000}', '{"{[0,9000)}","{[9000,10000)}"}'::int4multirange[])$$,
  $$values (1, 8000, '{[0,8000)}'), (2, 2000, '{[8000,10000)}')$$, 'one that grows takes from the one that shrinks'
);
select results_eq(
  $$select version, weight, buckets::text
      from howdah_internal.place_buckets('{1,2}', '{0,10000}', '{"{[0,9000)}","{[9000,10000)}"}'::int4multirange[])$$,
  $$values (1, 0, '{}'), (2, 10000, '{[0,10000)}')$$, 'one may own nothing'
);

-- A walk of ramps among three versions: every step tiles, and nothing leaves what does not shrink.
create function pg_temp.walk(steps integer) returns table (step integer, tiles boolean,
  keeps boolean) language plpgsql as $$
declare
  v_current int4multirange[] := '{"{}","{}","{}"}';
  v_next int4multirange[];
  v_weights integer[];
begin
  perform setseed(0.42);
  for step in 1..steps loop
    v_weights := array[floor(random() * 5000), floor(random() * 5000)]::integer[];
    v_weights := v_weights || (10000 - v_weights[1] - v_weights[2]);
    select array_agg(b.buckets order by b.version) into v_next
      from howdah_internal.place_buckets('{1,2,3}', v_weights, v_current) as b;
    return query select step,
      (select range_agg(r) = '{[0,10000)}' and sum(upper(r) - lower(r)) = 10000
         from unnest(v_next) as n cross join unnest(n) as r),
      step = 1 or (
        select bool_and(case when size.now >= size.before
                 then v_next[v] @> v_current[v] else v_current[v] @> v_next[v] end)
          from generate_series(1, 3) as v
         cross join lateral (select
           (select coalesce(sum(upper(r) - lower(r)), 0) from unnest(v_next[v]) as r) as now,
           (select coalesce(sum(upper(r) - lower(r)), 0) from unnest(v_current[v]) as r) as before) as size
      );
    v_current := v_next;
  end loop;
end
$$;
create temp table walk as select * from pg_temp.walk(30);
select is((select count(*) from walk), 30::bigint, 'thirty ramps at random');
select is_empty('select step from walk where not tiles', 'each gives every bucket to one version');
select is_empty('select step from walk where not keeps', 'and nobody leaves a version that grows');
select is(
  (select sum(weight) from howdah_internal.place_buckets('{1,2}', '{1,9999}', '{"{}","{}"}')), 10000::bigint,
    'weights come back'
);
set local role howdah_app;
select throws_ok(
  $$select * from howdah_internal.place_buckets('{1}', '{10000}', '{"{}"}')$$, '42501', null, 'it is called inside'
);

select * from finish();
rollback;
