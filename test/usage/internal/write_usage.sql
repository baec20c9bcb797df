begin;
select plan(17);

select howdah.set_price('local', 'local-chat', '2026-01-01', '[{"input": 100, "output": 400}]') as tiers;
create function pg_temp.record(usage jsonb, attempt integer default 1) returns numeric language sql as $$
  select howdah_internal.write_usage(
    'acme', 'ann', '00000000-0000-4000-8000-000000000001', attempt, '2026-03-01 12:00+00',
    (select id from howdah.models where name = 'local-chat'), usage)
$$;
create temp view written as select * from howdah.llm_usage where tenant_id = 'acme';

select is(
  pg_temp.record('{"input_tokens": 1000, "output_tokens": 100, "cached_input_tokens": 10, "latency_ms": 7}'),
  0.14, 'it returns what the call cost'
);
select results_eq(
  $$select user_id, kind, feature, provider, model, status, tokens_used, cached_input_tokens, cost_cents, latency_ms
    from written$$,
  $$values ('ann', 'chat', 'chat', 'local', 'local-chat', 'ok', 1100, 10, 0.14::numeric, 7)$$,
  'and writes a row with the price frozen'
);
select is(
  pg_temp.record('{"input_tokens": 5, "output_tokens": 0}'), 0.14,
    'the same attempt reported again costs what was written'
);
select is((select sum(tokens_used) from written), 1100::bigint, 'and is not counted twice');

select is(
  pg_temp.record('{"input_tokens": null, "status": "timeout", "error_code": "timeout"}', 2), null,
  'a call whose tokens nobody reported has no known cost'
);
select results_eq(
  'select status, error_code, input_tokens, output_tokens, cost_cents from written where attempt = 2',
  $$values ('timeout', 'timeout', null::integer, null::integer, null::numeric)$$,
  'and is written as unknown, not as free'
);
select is(
  pg_temp.record('{"input_tokens": 10, "cached_input_tokens": 99, "output_tokens": 5, "reasoning_tokens": 99}', 3),
  0.003, 'a part never exceeds its whole, whatever the provider says'
);
select is(
  pg_temp.record('{"input_tokens": -5, "output_tokens": 0}', 4), null, 'a negative count is none'
);
select is(
  pg_temp.record('{"cached_input_tokens": 9, "reasoning_tokens": 9}', 5), null,
  'parts of an unknown whole are dropped'
);
select results_eq(
  'select cached_input_tokens, reasoning_tokens from written where attempt in (3, 5) order by attempt',
  'values (10, 5), (null, null)', 'and fit what is written'
);

select throws_ok(
  $$select howdah_internal.write_usage('acme', 'ann', gen_random_uuid(), 1, now(), -1, '{}')$$, 'PT404', null,
  'an unknown model is refused'
);
select throws_ok(
  $$select pg_temp.record('{"status": "great"}', 6)$$, '23514', null, 'an unknown status is refused'
);

select howdah.act_as('ann', 'acme') as me;
select howdah.register_model('maker', 'm', 'chat') as model, howdah.set_budget('tenant', 1e6, 'total') as budget;
create function pg_temp.unpriced(attempt integer) returns numeric language sql as $$
  select howdah_internal.write_usage(
    'acme', 'ann', '00000000-0000-4000-8000-000000000002', attempt, now(),
    (select id from howdah.models where provider = 'maker'),
      '{"usage": {"prompt_tokens": 1000000, "completion_tokens": 0}}')
$$;
select pg_temp.unpriced(1) as cost;
select is((select spent_cents from howdah_internal.budget_windows), null,
  'budgets count nothing for a call without a price');
select howdah.set_setting('unpriced_calls', 'estimate') is null as set;
select pg_temp.unpriced(2) as cost;
select is(
  (select spent_cents from howdah_internal.budget_windows), (select max(input_cents_per_mtok) from howdah.model_prices),
  'unless it is to be estimated, by the dearest'
);
select is((select cost_cents from written where attempt = 2 and model = 'm'), null,
  'its cost is not known all the same');
select howdah.set_price('maker', 'm', '2026-01-01', '[{"input": 7, "output": 7}]') as tiers;
select howdah.reprice_usage('2026-01-01', now() + interval '1 hour', 'maker/m') as repriced;
select is((select spent_cents from howdah_internal.budget_windows), 14::numeric,
  'repricing counts both at their price');

set local role howdah_worker;
select throws_ok(
  $$select howdah_internal.write_usage('acme', 'ann', gen_random_uuid(), 1, now(), 1, '{}')$$, '42501', null,
  'a worker reports usage with its job, not by itself'
);

select * from finish();
rollback;
