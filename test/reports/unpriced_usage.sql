begin;
select plan(3);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah_test.add_calls();
set local timezone = 'Pacific/Auckland';
set local role howdah_analyst;
select results_eq(
  'select tenant_id, provider, model, service_class, reason, unpriced_calls, input_tokens, first_call_at
     from howdah.unpriced_usage',
  $$values ('acme', 'p', 'chat-model', 'standard', 'no price of the model for this time and service class', 1::bigint,
    30::bigint, timestamptz '2026-03-02 10:00+00')$$,
  'what has no price is named; a refused call is not'
);
reset role;
update howdah.llm_usage set input_tokens = null, cached_input_tokens = null where cost_cents is null;
set local role howdah_analyst;
select results_eq(
  'select reason from howdah.unpriced_usage', array['the provider did not report the tokens'], 'and why'
);

set local role howdah_app;
select throws_ok('select from howdah.unpriced_usage', '42501', null, 'an application does not see it');

select * from finish();
rollback;
