begin;
select plan(20);
select howdah_test.set_time('2026-12-01 12:00+00') is null as noon;
create temp view own as select * from howdah.model_prices where not is_list order by id;
create function pg_temp.load(prices jsonb) returns table (said text) language sql as $$
  select concat_ws(' ', provider || '/' || model, effective_from at time zone 'UTC', change, before, after)
    from howdah.set_prices(prices) $$;
select results_eq(
  $$select * from pg_temp.load('{"source": "list.json", "source_date": "2026-11-30", "prices": [
    {"provider": "maker", "model": "m", "tiers": [{"input": 100, "output": 400},
      {"service_class": "batch", "input": 50, "output": 200}]},
    {"provider": "openai", "model": "gpt-5.6-luna", "effective_from": "2026-12-24",
      "tiers": [{"input": 20, "cached_input": 2, "output": 120}]},
    {"provider": "anthropic", "model": "claude-opus-4-1",
      "tiers": [{"input": 1500, "cached_input": 150, "cache_write": 1875, "cache_write_1h": 3000,
        "output": 7500}]}]}')$$,
  array[
    'maker/m 2026-11-30 00:00:00 new [{"input": 100, "output": 400}, {"input": 50, "output": 200, '
      '"service_class": "batch"}]',
    'openai/gpt-5.6-luna 2026-12-24 00:00:00 changed [{"input": 20, "output": 120, "cache_write": 25, "cached_input": '
      '2}, {"input": 40, "output": 180, "cache_write": 50, "cached_input": 4, "from_input_tokens": 272001}] [{"input": '
      '20, "output": 120, "cached_input": 2}]',
    'anthropic/claude-opus-4-1 2026-11-30 00:00:00 unchanged [{"input": 1500, "output": 7500, "cache_write": 1875, '
      '"cached_input": 150, "cache_write_1h": 3000}] [{"input": 1500, "output": 7500, "cache_write": 1875, '
      '"cached_input": 150, "cache_write_1h": 3000}]'],
  'it says what is new and what changed, from what to what'
);
select results_eq('select model, service_class, source, source_date from own order by model, service_class', $$values
  ('gpt-5.6-luna', 'standard', 'list.json', date '2026-11-30'), ('m', 'batch', 'list.json', '2026-11-30'),
  ('m', 'standard', 'list.json', '2026-11-30')$$, 'with its source and the day of reading');
select results_eq(
  $$select source, source_date from howdah.model_prices where model = 'claude-opus-4-1' and withdrawn_at is null$$,
  $$values ('list.json', date '2026-11-30')$$, 'what is unchanged was read again, and is still of the list');
create temp table before as select * from own;
select results_eq(
  $$select change from howdah.set_prices('[
    {"provider": "maker", "model": "m", "source_date": "2026-12-01", "tiers": [{"service_class": "batch", "input": 50,
      "output": 200}, {"input": 100.0, "output": 400}]},
    {"provider": "openai", "model": "gpt-5.6-luna", "effective_from": "2026-12-24",
      "tiers": [{"input": 20, "cached_input": 2, "output": 120}]}]')$$,
  array['unchanged', 'unchanged'], 'again it changes nothing, on another day either');
select is((select count(*) from own), (select count(*) from before), 'no row is added');
select results_eq($$select change from howdah.set_prices('[
    {"provider": "maker", "model": "m", "effective_from": "2026-12-01T06:30:00Z", "tiers": [{"input": 90}]}]')$$,
  array['changed'], 'a time is taken as it is');
select is((select max(effective_from) from own where model = 'm'), timestamptz '2026-12-01 06:30Z', 'to the second');

-- All or none, and every bad one is named.
select throws_ok(
  $$select * from howdah.set_prices('[
    {"provider": "maker", "model": "good", "tiers": [{"input": 1}]},
    {"provider": "maker", "model": "bad", "tiers": [{"input": 1, "outptu": 2}]},
    {"provider": "maker", "model": "day", "effective_from": "2026-02-31", "tiers": [{"input": 1}]},
    {"provider": "maker", "price": 1}, 7,
    {"provider": "maker", "model": "m", "effective_from": "2026-12-01T06:30:00Z", "tiers": [{"input": 91}]}]')$$,
  '22023', 'prices has 5 that cannot be set: price 2 (maker/bad): a value of a tier is unknown or out of range; '
    'price 3 (maker/day): date/time field value out of range: "2026-02-31"; '
    'price 4 (maker): it is no object of provider, model, effective_from, tiers, source and source_date; '
    'price 5 (): it is no object of provider, model, effective_from, tiers, source and source_date; '
    'price 6 (maker/m): another price is set for this model and date', 'bad ones are named, all of them');
select is_empty($$select from own where model = 'good'$$, 'and none is set');
select throws_ok(format('select * from howdah.set_prices(%s)', p), '22023', 'prices is not an array of prices',
  format('%s is no list', p)) from unnest(array['null', '''[]''', '''{}''', '''"x"''']) as p;

-- Taken back.
select is(howdah.withdraw_price('maker', 'm', '2026-12-01 06:30Z'), 1, 'a price is taken back');
select is((select cost_cents from howdah_internal.call_cost('maker', 'm', '2026-12-02', 1000000)), 100::numeric,
  'the one before holds again');
select is(howdah.set_price('maker', 'm', '2026-12-01 06:30Z', '[{"input": 91}]'), 1, 'its date is free');
select throws_ok($$select howdah.withdraw_price('openai', 'gpt-5', '2025-08-07Z')$$, 'PT404', null,
  'prices of the list are not for taking back');
select throws_ok($$select howdah.withdraw_price('maker', null, '2025-08-07Z')$$, '22004', null, 'a model is required');
set local role howdah_app;
select throws_ok($$select * from howdah.set_prices('[]')$$, '42501', null, 'an application sets no prices');
select throws_ok($$select howdah.withdraw_price('maker', 'm', now())$$, '42501', null, 'nor takes them back');
select * from finish();
rollback;
