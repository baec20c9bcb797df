begin;
select plan(28);

select howdah.set_price('maker', 'm', '2026-01-01 00:00+00', '[
  {"input": 100, "cached_input": 10, "cache_write": 125, "output": 400, "reasoning": 500, "request": 1},
  {"from_input_tokens": 1001, "input": 200, "output": 800}
]') as tiers;
select howdah.set_price('maker', 'm', '2026-06-01 00:00+00', '[{"input": 50}]') as tiers;

create function pg_temp.cost(variadic tokens integer[]) returns numeric language sql as $$
  select cost_cents from howdah_internal.call_cost(
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
select is(pg_temp.cost(1, null, null, 0, null), 1.0001, 'parts that are not known are none');
select is(pg_temp.cost(1, 0, 0, null, 0), null, 'without the output tokens the cost is not known either');
select is(pg_temp.cost(null, 0, 0, 10, 0), null, 'without the input tokens the cost is not known');

select results_eq(
  $$select c.cost_cents, p.effective_from
    from howdah_internal.call_cost('maker', 'm', '2026-06-01 00:00+00', 1000000) as c
    join howdah.model_prices as p on p.id = c.price_id$$,
  $$values (50::numeric, timestamptz '2026-06-01 00:00+00')$$,
  'a new price holds from its first moment'
);
select is(
  (select cost_cents from howdah_internal.call_cost('maker', 'm', '2026-06-01', 1, output_tokens => 1)), null,
  'output without a price leaves the cost unknown'
);
select is_empty(
  $$select from howdah_internal.call_cost('maker', 'm', '2025-12-31', 1)
    where cost_cents is not null or price_id is not null$$,
  'before the first price the cost is not known'
);

-- Embeddings have no output, and say nothing of it.
select is(
  (select cost_cents from howdah_internal.call_cost('openai', 'text-embedding-3-small', '2026-08-01', 8,
    output_tokens => null)),
  0.000016, '8 tokens of text-embedding-3-small cost 0.000016 cents'
);
select results_eq(
  $$select cost_cents from unnest(array['2026-07-29 23:59:59.999+00', '2026-07-30 00:00+00']::timestamptz[]) as t (at)
    cross join howdah_internal.call_cost('openai', 'gpt-5.6-luna', t.at, 100000, 90000, 0, 1000) as c order by t.at$$,
  'values (2.5), (0.5)', 'gpt-5.6-luna costs 2.5 cents on 2026-07-29 and 0.5 from 2026-07-30 on'
);
select is(
  (select cost_cents from howdah_internal.call_cost('openai', 'gpt-5.6-luna', '2026-08-01', 272000, 0, 0, 0)), 5.44,
  'up to 272,000 tokens the first tier holds'
);
select is(
  (select cost_cents from howdah_internal.call_cost('openai', 'gpt-5.6-luna', '2026-08-01', 272001, 0, 0, 0)), 10.88004,
  'one more makes the whole request dearer'
);
select is(
  (select cost_cents from howdah_internal.call_cost(
    'openai', 'text-embedding-3-small', '2026-08-01', 1000000, service_class => 'batch')), 1.0,
  'a batch has its own price'
);
select is(
  (select cost_cents from howdah_internal.call_cost('openai', 'gpt-5.6-luna', '2026-08-01', 1,
    service_class => 'flex')), null,
  'a service class that the price leaves out is not guessed'
);

select howdah.set_price('maker', 'w', '2026-01-01 00:00+00', '[
  {"input": 100, "cache_write": 125, "cache_write_1h": 200}, {"service_class": "batch", "input": 50}]') as tiers;
select howdah.set_price('maker', 'w', '2026-06-01 00:00+00', '[{"input": 100, "cache_write": 125}]') as tiers;
select results_eq(
  $$select cost_cents from unnest(array['2026-03-01', '2026-07-01']::timestamptz[]) as t (at)
    cross join howdah_internal.call_cost('maker', 'w', t.at, 1000000, 0, 400000, 0, 0, 'standard', 300000) as c
      order by t.at$$,
  'values (132.5), (null)', 'writes kept an hour have a price of their own, which is not guessed where others have one'
);
select results_eq(
  $$select cost_cents from unnest(array['2026-03-01', '2026-07-01']::timestamptz[]) as t (at)
    cross join howdah_internal.call_cost('maker', 'w', t.at, 1000000, service_class => 'batch') as c order by t.at$$,
  'values (50.0), (null)', 'a date is a whole price: a class that the newer leaves out is gone'
);

select howdah.register_model('maker', 'm', 'chat', alias => 'm-2026-03-14') > 0 as registered;
select is(
  (select cost_cents from howdah_internal.call_cost('maker', 'm-2026-03-14', '2026-03-20', 1000)), 1.1,
  'a dated name costs what the model does that has it as an alias'
);
select is(
  (select cost_cents from howdah_internal.call_cost('maker', 'auto', '2026-03-20', 1000,
    response_model => 'm-2026-03-14')), 1.1,
  'also where it is only the answer that names it'
);
select is(
  (select cost_cents from howdah_internal.call_cost('maker', 'm-2026', '2026-03-20', 1000)), null,
  'a name that merely begins alike has no price'
);
select is(
  (select cost_cents from howdah_internal.call_cost('other', 'm-2026-03-14', '2026-03-20', 1000)), null,
  'nor has another provider''s'
);

select howdah.set_price('maker', 'm', '2026-05-01 00:00+00',
  '[{"input": 100}, {"service_class": "batch", "input": 50}]');
select howdah.set_price('maker', 'm-2026-03-14', '2026-05-01 00:00+00', '[{"input": 70}]');
select is(
  (select cost_cents from howdah_internal.call_cost('maker', 'm-2026-03-14', '2026-05-20', 1000000,
    service_class => 'batch')), null,
  'a name with a price of its own does not take a class from its alias'
);

set local role howdah_app;
select throws_ok(
  $$select * from howdah_internal.call_cost('maker', 'm', now(), 1)$$, '42501', null,
  'an application may not ask for prices'
);

select * from finish();
rollback;
