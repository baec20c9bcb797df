begin;
select plan(37);
select howdah_test.set_time('2026-03-10 12:00+00') is null as noon;
select howdah.register_model('p', 'm', 'chat'), howdah.set_price('p', 'm', '2026-01-01Z',
  '[{"input": 100, "output": 400}]');
select howdah.set_tenant('acme', 'Pacific/Auckland', 'pro'), howdah.set_tenant('other');
create function pg_temp.due(tenant text, at timestamptz, model text default 'p/m', feature text default 'titles',
  usage jsonb default '{"prompt_tokens": 1000000, "completion_tokens": 0}')
  returns numeric language plpgsql as $$
declare
  v_cents numeric;
begin
  perform howdah.act_as('ann', tenant);
  perform howdah.record_usage(model, usage, feature => feature, started_at => at);
  v_cents := (select trim_scale(amount_cents) from howdah_internal.customer_usage(tenant, at,
    at + interval '1 second', (
    select t.time_zone from howdah.tenants as t where t.tenant_id = due.tenant)));
  delete from howdah.llm_usage;
  return v_cents;
end
$$;
select is(pg_temp.due('acme', '2026-03-01Z'), 100::numeric, 'without any price a customer pays what calls cost');

select is(howdah.set_customer_price(20, effective_from => '2026-03-01'), true, 'a mark-up for all');
select is(howdah.set_customer_price(20, effective_from => '2026-03-01'), false, 'set again it changes nothing');
select is(pg_temp.due('acme', '2026-03-01Z'), 120::numeric, 'is added to the cost');
select is(pg_temp.due('acme', '2026-02-28 11:00Z'), 120::numeric,
  'from the day on that it is in the tenant''s time zone');
select is(pg_temp.due('acme', '2026-02-28 10:59:59Z'), 100::numeric, 'and not before');
select is(pg_temp.due('other', '2026-02-28 23:59:59Z'), 100::numeric, 'which for another tenant is later');
select is(howdah.set_customer_price(30, feature => 'titles', effective_from => '2026-03-01'), true,
  'a feature has its own');
select is(howdah.set_customer_price(40, model => 'p/m', effective_from => '2026-02-01'), true, 'a model too');
select is(pg_temp.due('acme', '2026-03-01Z'), 140::numeric, 'the one that names the model comes before the feature');
select is(howdah.set_customer_price(50, model => 'p/m', plan => 'pro', effective_from => '2026-02-01'), true,
  'of a plan');
select is(pg_temp.due('acme', '2026-03-01Z'), 150::numeric, 'the one that names more comes first');
select is(pg_temp.due('other', '2026-03-01Z'), 140::numeric, 'for who has the plan');
select is(howdah.set_customer_price(-25, tenant => 'acme', effective_from => '2026-03-05'), true,
  'a tenant has a rebate');
select is(pg_temp.due('acme', '2026-03-06Z'), 75::numeric, 'its own price comes before everybody''s');
select is(pg_temp.due('acme', '2026-03-01Z'), 150::numeric, 'from its day on');
select is(howdah.set_customer_price(tenant => 'acme', effective_from => '2026-03-05'), true, 'nothing takes it away');
select is(pg_temp.due('acme', '2026-03-06Z'), 150::numeric, 'and the others hold again');
select is(howdah.set_customer_price(tenant => 'acme', effective_from => '2026-03-05'), false, 'once');

select is(howdah.set_customer_price(tiers => '[{"input": 300, "cached_input": 30, "output": 1000, "request": 2},
  {"from_input_tokens": 2000000, "input": 600}]', model => 'p/m', plan => 'pro', effective_from => '2026-02-01'), true,
  'a price list of its own stands in for the mark-up of the day');
select is(pg_temp.due('acme', '2026-03-01Z'), 302::numeric, 'and counts tokens and the request');
select is(pg_temp.due('acme', '2026-03-01Z', usage => '{"prompt_tokens": 1000000, "completion_tokens": 1000,
  "prompt_tokens_details": {"cached_tokens": 500000}}'), 168::numeric, 'cached and output tokens at their price');
select is(pg_temp.due('acme', '2026-03-01Z', usage => '{"prompt_tokens": 2000000, "completion_tokens": 1000}'),
  1200::numeric, 'a long request at its tier, which has no price for output');
select is(pg_temp.due('acme', '2026-03-01Z', usage => '{"prompt_tokens": 1000000, "completion_tokens": 0,
  "service_tier": "batch"}'), 302::numeric, 'and another service class as standard');
select howdah.register_model('p', 'r', 'rerank'), howdah.set_customer_price(model => 'p/r',
  tiers => '[{"input": 0, "output": null, "request": 2}]', effective_from => '2026-02-01');
select is(pg_temp.due('acme', '2026-03-01Z', 'p/r', usage => '{"billed_units": {"search_units": 3}}'), 6::numeric,
  'each search of a rerank call is a request, and tokens that cost nothing need no count');
select howdah.set_customer_price(model => 'p/flat', tiers => '[{"input": 0, "output": null, "request": 5}]',
  effective_from => '2026-02-01');
select is(pg_temp.due('acme', '2026-03-01Z', 'p/flat', usage => '{"completion_tokens": 7}'), 5::numeric,
  'nor in a price of the request alone, where null is left out');
select is(pg_temp.due('acme', '2026-03-01Z', 'p/flat', usage => '{}'), 5::numeric, 'where nothing is reported too');
select is(pg_temp.due('acme', '2026-03-01Z', usage => '{"completion_tokens": 7}'), null,
  'a count that is not known and costs something is no amount');
select is(pg_temp.due('other', '2026-03-01Z', 'p/unknown'), null, 'a mark-up on what nobody knows is not known');

select throws_ok('select howdah.set_customer_price(20, ''[{"input": 1}]'')', '22023', null, 'it is one of the two');
select throws_ok('select howdah.set_customer_price(-101)', '22023', null, 'nobody is paid for calling');
select throws_ok('select howdah.set_customer_price(tiers => ''[{"output": 1}]'')', '22023', null, 'no half price list');
select throws_ok('select howdah.set_customer_price(tiers => ''[{"input": 1, "unknown": ["cached_input"]}]'')', '22023',
  null, 'nor one that does not know');
select throws_ok('select howdah.set_customer_price(1, tenant => ''nobody'')', 'PT404', null,
  'no tenant that is not there');
select throws_ok('select howdah.set_customer_price(1, model => ''nothing'')', 'PT404', null, 'nor alias');
select throws_ok('select howdah.set_customer_price(1, model => '''')', '22001', null, 'nor empty name');
set local role howdah_app;
select throws_ok('select howdah.set_customer_price(1)', '42501', null, 'an application sets no prices');
select * from finish();
rollback;
