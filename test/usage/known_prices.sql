begin;
select plan(13);
select howdah_test.set_time('2026-12-01 12:00+00') is null as noon;
create temp view known as select * from howdah.known_prices() where provider != 'local';
select is_empty('select from known', 'models that nobody uses are not shown');
select results_eq('select model, state from howdah.known_prices()',
  $$values ('local-chat', 'known'), ('local-embedding', 'known')$$, 'those that are registered are');
select howdah.register_model('google', 'models/gemini-3.6-flash', 'chat') > 0 as a,
  howdah.register_model('openai', 'gpt-6-astra', 'chat') > 0 as b, howdah.register_model('maker', 'none', 'chat') > 0;
select results_eq(
  $$select model, state, service_class, from_input_tokens, input, cached_input, cache_write, output,
      effective_from, source_date, source, priced_as, is_list from known$$,
  $$values
    ('models/gemini-3.6-flash', 'known', 'standard', 0, 75.0, 7.5, null::numeric, 375.0,
      timestamptz '2025-11-18Z', date '2026-11-23', '2 sources', 'gemini-3.6-flash', true),
    ('models/gemini-3.6-flash', 'later', 'standard', 0, 150, 15, null, 750, '2027-01-01Z', '2026-11-23', '2 sources',
      'gemini-3.6-flash', true),
    ('none', 'missing', null, null, null, null, null, null, null, null, null, null, null),
    ('gpt-6-astra', 'known', 'standard', 0, 1000, 100, 1250, 5000, '2026-09-03Z', '2026-11-23', 'vendor, 2 sources',
      'gpt-6-astra', true),
    ('gpt-6-astra', 'known', 'standard', 272001, 2000, 200, 2500, 7500, '2026-09-03Z', '2026-11-23',
      'vendor, 2 sources', 'gpt-6-astra', true)$$,
  'since when each holds, when and where it was read, and what comes');
select howdah.set_price('maker', 'none', '2027-02-01Z', '[{"input": 5}]') as tiers;
select results_eq($$select state, input, is_list from known where model = 'none'$$,
  $$values ('later', 5::numeric, false)$$,
  'also where the first is yet to come');
select howdah.set_price('openai', 'gpt-6-astra', '2026-10-01Z', '[{"input": 900}]', 'our contract') as tiers;
select results_eq($$select state, input, source, is_list from known where model = 'gpt-6-astra'$$,
  $$values ('known', 900::numeric, 'our contract', false)$$, 'what somebody set stands before the list');

-- Looked up and right.
select howdah_test.set_time('2027-01-02 12:00+00') is null as later;
select is((select state from known where model ~ 'gemini'), 'begun', 'nobody has looked since it began');
select is(howdah.confirm_price('google', 'models/gemini-3.6-flash', 'its page'), 1, 'somebody has');
select results_eq($$select state, source, source_date from known where model ~ 'gemini'$$,
  $$values ('known', 'its page', date '2027-01-02')$$, 'and that is kept');
select throws_ok($$select howdah.confirm_price('maker', 'none')$$, 'PT404', null, 'what is not there is not confirmed');
select throws_ok($$select howdah.confirm_price(null, 'none')$$, '22004', null, 'a provider is required');
set local role howdah_analyst;
select isnt_empty('select * from howdah.known_prices()', 'an analyst may look');
set local role howdah_app;
select throws_ok('select * from howdah.known_prices()', '42501', null, 'an application may not');
select throws_ok($$select howdah.confirm_price('maker', 'none')$$, '42501', null, 'nor confirm');
select * from finish();
rollback;
