begin;
select plan(12);
create temp view laid as
  select model, (effective_from at time zone 'UTC')::date as day, service_class, from_input_tokens,
         howdah_internal.price_tier(p) - 'service_class' - 'from_input_tokens' as tier, source_date, source, note,
         is_disputed
    from howdah.model_prices as p where provider = 'maker' and is_list and withdrawn_at is null
   order by model, effective_from, service_class desc, from_input_tokens;
select howdah_internal.lay_prices('maker', '
m | 2026-01-01 | | 10/1/12.5/20/50/30 | 2026-02-02 | its page | disputed: or 11
m | 2026-01-01 | > 1000 | 20/?/?/-/100 | 2026-02-02
m | 2026-01-01 | batch | 5/-/-/-/25 | 2026-02-02 | | a note
m | 2026-01-01 | batch > 1000 | ?/-/-/-/- | 2026-02-02
n | 2026-01-01 | | 3 | 2026-02-02 | x
m-2026 = m
');
create function pg_temp.expected() returns setof laid language sql as $$
  values
    ('m', date '2026-01-01', 'standard', 0, jsonb '{"input": 10, "cached_input": 1, "cache_write": 12.5,
      "cache_write_1h": 20, "cache_write_12h": 30, "output": 50}', date '2026-02-02', 'its page', 'or 11', true),
    ('m', '2026-01-01', 'standard', 1001, '{"input": 20, "output": 100, "unknown": ["cached_input", "cache_write"]}',
      '2026-02-02', 'pydantic/genai-prices@47df840a', null, false),
    ('m', '2026-01-01', 'batch', 0, '{"input": 5, "output": 25}', '2026-02-02', 'pydantic/genai-prices@47df840a',
      'a note', false),
    ('m', '2026-01-01', 'batch', 1001, '{"unknown": ["input"]}', '2026-02-02', 'pydantic/genai-prices@47df840a', null,
      false),
    ('n', '2026-01-01', 'standard', 0, '{"input": 3}', '2026-02-02', 'x', null, false) $$;
select results_eq('select * from laid', 'select * from pg_temp.expected()', 'a line is a tier');
select results_eq($$select alias, model from howdah.price_aliases where provider = 'maker'$$,
  $$values ('m-2026', 'm')$$, 'or another name');
select results_eq(
  $$select cost_cents from unnest(array[900, 1001]) as t (tokens) cross join howdah_internal.call_cost(
      'maker', 'm-2026', '2026-03-01', t.tokens, service_class => 'batch') as c$$,
  'values (0.0045), (null)', 'what is not known is not guessed from the tier below');
select is(
  (select cost_cents from howdah_internal.call_cost('maker', 'm', '2026-03-01', 2000, 1)), null,
  'nor is the price of the cache');
select howdah.set_price('maker', 'm', '2026-01-01Z', '[{"input": 7}]') as tiers;
select howdah_internal.lay_prices('maker', '
m | 2026-01-01 | | 10/1/12.5/20/50/30 | 2026-02-02 | its page | disputed: or 12
m | 2025-12-01 | | 9/-/-/-/9 | 2026-02-02 | its page
n | 2026-01-01 | | 3 | 2026-02-01 | older | disputed: perhaps
');
select results_eq('select model, day, tier ->> ''input'', note, source from laid', $$values
    ('m', date '2025-12-01', '9', null, 'its page'), ('m', '2026-01-01', '10', 'or 12', 'its page'),
    ('n', '2026-01-01', '3', null, 'x')$$,
  'what is no longer in it is gone, what it says of others is taken over, unless it was read before');
select is((select count(*) from howdah.model_prices where provider = 'maker' and withdrawn_at is not null), 3::bigint,
  'three tiers are withdrawn and stay for the calls that they priced');
select is((select cost_cents from howdah_internal.call_cost('maker', 'm', '2026-03-01', 1000000)), 7::numeric,
  'what somebody set stays, and comes first');
select is((select cost_cents from howdah_internal.call_cost('maker', 'm', '2025-12-03', 1000000)), 9::numeric,
  'before its date the list holds');
create temp table before as select * from howdah.model_prices where provider = 'maker';
select howdah_internal.lay_prices('maker', '
m | 2026-01-01 | | 10/1/12.5/20/50/30 | 2026-02-02 | its page | disputed: or 12
m | 2025-12-01 | | 9/-/-/-/9 | 2026-02-02 | its page
n | 2026-01-01 | | 3 | 2026-02-01 | older | disputed: perhaps
');
select set_eq($$select * from howdah.model_prices where provider = 'maker'$$, 'select * from before',
  'again nothing changes');
select is(howdah.withdraw_price('maker', 'm', '2026-01-01Z'), 1, 'taken back');
select is((select cost_cents from howdah_internal.call_cost('maker', 'm', '2026-03-01', 1000000)), 10::numeric,
  'the list holds again');
set local role howdah_admin;
select throws_ok($$select howdah_internal.lay_prices('maker', '')$$, '42501', null, 'only an install lays a list');
select * from finish();
rollback;
