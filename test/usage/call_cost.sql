begin;
select plan(14);

select howdah.set_price('maker', 'm', '2026-01-01 00:00+00', '[
  {"input": 100, "cached_input": 10, "cache_write": 125, "output": 400, "reasoning": 500, "request": 1},
  {"from_input_tokens": 1001, "input": 200, "output": 800}
]') as tiers;
select howdah.set_price('maker', 'm', '2026-06-01 00:00+00', '[{"input": 50}]') as tiers;

create function pg_temp.cost(variadic tokens integer[]) returns numeric language sql as $$
  select cost_cents from howdah.call_cost(
    'maker', 'm', '2026-03-01', tokens[1], tokens[2], tokens[3], tokens[4], tokens[5])
$$;
select is(
  pg_temp.cost(1000, 0, 0, 0, 0), 1.1,
  'input tokens cost cents for a million, and the request its own'
);
select is(
  pg_temp.cost(1000, 400, 0, 0, 0), 1.064, 'cached tokens are part of the input and cheaper'
);
select is(pg_temp.cost(1000, 0, 400, 0, 0), 1.11, 'cache writes have their price');
select is(pg_temp.cost(0, 0, 0, 1000, 0), 1.4, 'output tokens have theirs');
select is(pg_temp.cost(0, 0, 0, 1000, 1000), 1.5, 'reasoning is part of the output');
select is(pg_temp.cost(0, 0, 0, 0, 0), 1.0, 'a call without tokens costs its request');
select is(
  pg_temp.cost(1001, 0, 0, 0, 0), 0.2002, 'a long request is priced by its tier as a whole'
);
select is(
  pg_temp.cost(2000, 1000, 1000, 1000, 1000), 1.2,
  'what a tier does not price costs what input and output cost'
);
select is(pg_temp.cost(1, null, null, null, null), 1.0001, 'counts that are not known are none');
select is(pg_temp.cost(null, 0, 0, 10, 0), null, 'without the input tokens the cost is not known');

select results_eq(
  $$select c.cost_cents, p.effective_from
    from howdah.call_cost('maker', 'm', '2026-06-01 00:00+00', 1000000) as c
    join howdah.model_prices as p on p.id = c.price_id$$,
  $$values (50::numeric, timestamptz '2026-06-01 00:00+00')$$,
  'a new price holds from its first moment'
);
select is(
  (select cost_cents from howdah.call_cost('maker', 'm', '2026-06-01', 1, output_tokens => 1)), null,
  'output without a price leaves the cost unknown'
);
select is_empty(
  $$select from howdah.call_cost('maker', 'm', '2025-12-31', 1) where cost_cents is not null or price_id is not null$$,
  'before the first price the cost is not known'
);

set local role howdah_app;
select throws_ok(
  $$select * from howdah.call_cost('maker', 'm', now(), 1)$$, '42501', null,
  'an application may not ask for prices'
);

select * from finish();
rollback;
