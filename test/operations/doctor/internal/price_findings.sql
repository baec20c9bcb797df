begin;
select plan(24);
select howdah_test.set_time('2026-12-01 12:00+00') is null as noon;
create temp view said as select * from howdah_internal.price_findings() order by code, subject;
select howdah.act_as('ann', 'acme') as me;
select is_empty('select from said', 'at first it has nothing to say');

-- Prices in doubt, only of models that are used.
select howdah.register_model('openai', 'gpt-5.6-luna', 'chat') > 0 as good;
select is_empty('select from said', 'a price read last month is good');
select howdah.register_model('openai', 'gpt-5.6', 'chat') > 0 as disputed;
select results_eq('select code, subject, finding, since from said', $$values ('doubtful_price', 'model openai/gpt-5.6',
    'its price is disputed: promised to 11-21', timestamptz '2026-11-23 00:00+00')$$,
  'a disputed price of a registered model, under its other name');
select is((select advice from said),
  'look it up at the provider: select howdah.confirm_price(''openai'', ''gpt-5.6'') if it is right, else '
  'howdah.set_price',
  'and what to do');
select howdah.confirm_price('openai', 'gpt-5.6') as tiers;
select is_empty('select from said', 'until somebody says that it is right');
select howdah_internal.lay_prices(p.provider, p.list)
  from (values ('maker', 'm | 2026-12-01 | | 5/-/-/-/5 | 2026-12-01')) as p (provider, list);
select is_empty('select from said', 'also after the list was laid again');
select howdah.record_usage('openai/gpt-6-luna', '{"prompt_tokens": 5, "completion_tokens": 5}') > 0 as called;
select results_eq('select subject from said', array['model openai/gpt-6-luna'], 'a model that was called is used too');
select howdah.confirm_price('openai', 'gpt-6-luna') as tiers;
select howdah.register_model('google', 'gemini-3.6-flash', 'chat') > 0 as later;
select is_empty('select from said', 'what begins next month is no finding');
select howdah_test.set_time('2027-01-01 00:00+00') is null as day;
select results_eq('select subject, finding from said where code = ''doubtful_price''', $$values (
    'model google/gemini-3.6-flash', 'its price has begun on 2027-01-01 and was last read before, on 2026-11-23')$$,
  'on the day it asks for a look');
select howdah.confirm_price('google', 'gemini-3.6-flash') as tiers;
select is_empty('select from said', 'which somebody had');
select howdah_test.set_time('2027-03-15 12:00+00') is null as later;
select results_eq($$select subject, finding from said where subject ~ 'luna|gemini'$$,
  $$values ('model openai/gpt-5.6-luna', 'its price was last read 112 days ago')$$, 'it grows old in 90 days');
select howdah_test.set_time('2026-12-01 12:00+00') is null as noon;
select howdah.set_price('google', 'gemini-3.6-flash', '2026-12-01', '[{"input": 1, "output": 1}]') as tiers;
select howdah_test.set_time('2027-01-15 12:00+00') is null as later;
select results_eq($$select finding from said where subject ~ 'gemini'$$,
  array['since its price was set, the list of howdah has another one'], 'a price of one''s own hides no news');
select howdah.confirm_price('google', 'gemini-3.6-flash') as tiers;
select is_empty($$select from said where subject ~ 'gemini'$$, 'it may be meant');

-- What is not known of calls.
select howdah.record_usage('maker/x', '{"tokens": {"in": 5, "out": 7}, "hm": "secret"}') is null as unread
  from generate_series(1, 2);
select howdah.record_usage('maker/x', '{}') is null as silent;
select howdah.record_usage('maker/x', '{"prompt_tokens": 5, "completion_tokens": 5}') is null as unpriced;
select howdah.record_usage('openai/gpt-5.6-luna',
  '{"prompt_tokens": 5, "completion_tokens": 5, "service_tier": "flex"}') is null as classless;
select howdah.record_usage('openai/gpt-5.6-sol', '{"prompt_tokens": 50, "completion_tokens": 5,
  "service_tier": "flex", "prompt_tokens_details": {"cache_write_tokens": 20}}') is null as partly;
select results_eq(
  $$select subject, finding from said where code in ('unpriced_calls', 'unread_usage') order by subject, finding$$,
  $$values
    ('model maker/x', '1 calls of the last 30 days have no known cost: no price is set'),
    ('model maker/x', '1 calls of the last 30 days have no known cost: the provider did not report all tokens'),
    ('model maker/x', '2 calls of the last 30 days reported their usage in a shape that is not known, with the keys '
      'hm, tokens.in, tokens.out: tokens are estimated or unknown'),
    ('model openai/gpt-5.6-luna',
      '1 calls of the last 30 days have no known cost: no price is set for the service class flex'),
    ('model openai/gpt-5.6-sol',
      '1 calls of the last 30 days have no known cost: its price does not say what all of their tokens cost')$$,
  'why the cost of calls is not known, by the kind of reason'
);
select is_empty($$select from said where finding ~ 'tokens' and finding !~ 'cost$' and advice ~ 'set_price'$$,
  'set_price is no advice where it cannot help');
select is_empty($$select from said where finding ~ 'secret' or advice ~ 'secret'$$, 'no value is ever shown');

-- What was billed.
select howdah.set_price('openrouter', 'x', '2026-01-01', '[{"input": 100, "output": 1000}]') as tiers;
select is(howdah.record_usage('openrouter/x', '{"prompt_tokens": 100, "completion_tokens": 10, "cost": 0.0123}'), 1.23,
  'what it billed is what it cost');
select results_eq($$select subject, finding from said where code = 'cost_differs'$$, $$values ('model openrouter/x',
  'what it billed in the last 30 days differs from its list price: 1.23 cents instead of 0.02')$$, 'and that is said');
select howdah.record_usage('openrouter/y', '{"prompt_tokens": 100, "completion_tokens": 10, "cost": 0.0123}') as cost;
select howdah.set_price('openrouter', 'z', '2026-01-01', '[{"input": 100, "output": 1000}]') as tiers;
select howdah.record_usage('openrouter/z', '{"prompt_tokens": 100, "completion_tokens": 10, "cost": 0.000205}') as cost;
select is((select count(*) from said where code = 'cost_differs'), 1::bigint,
  'not without a list price, nor by 5 percent and less');

-- A hard budget.
select howdah.register_model('maker', 'none', 'chat') > 0 as registered;
select is_empty($$select from said where code = 'unpriced_model'$$, 'without a budget a price may be missing');
select howdah.set_budget('tenant', 50, is_hard => false) > 0 as budget;
select is_empty($$select from said where code = 'unpriced_model'$$, 'and with one that only counts');
select howdah.set_budget('tenant', 50) > 0 as budget;
select results_eq($$select severity, subject from said where code = 'unpriced_model'$$,
  $$values ('warning', 'model maker/none')$$, 'a hard one refuses what has none');

-- A price that was withdrawn.
select howdah.set_price('maker', 'w', '2026-01-01', '[{"input": 100, "output": 1000}]') as tiers;
select howdah.record_usage('maker/w', '{"prompt_tokens": 100, "completion_tokens": 10}') > 0 as called;
select howdah.withdraw_price('maker', 'w', '2026-01-01') as tiers;
select howdah.set_price('maker', 'w', '2026-01-01', '[{"input": 200, "output": 1000}]') as tiers;
select results_eq($$select subject, advice from said where code = 'corrected_price'$$, $$values ('model maker/w',
  'select * from howdah.reprice_usage(''2027-01-15'', ''2027-01-16'', ''maker/w'')')$$, 'calls that it priced');
select howdah.reprice_usage('2027-01-15', '2027-01-16', 'maker/w') as done;
select is_empty($$select from said where code = 'corrected_price'$$, 'until they are priced anew');
select * from finish();
rollback;
