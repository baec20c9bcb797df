begin;
select plan(1);
select results_eq(
  $$select howdah_internal.scalar_text(v::jsonb)
      from unnest(array['42', '42.0', '1e3', '"42"', 'true', 'null', null]) as v$$,
  array['42', '42', '1000', '42', 'true', null, null], 'a value is what it says, without quotes'
);
select * from finish();
rollback;
