begin;
select plan(9);
select howdah_test.set_time('2026-09-01 12:00+00') is null as noon;
select is_empty('select * from howdah.price_findings()', 'at first it has nothing to say');
select howdah.record_usage('maker/m', '{"prompt_tokens": 5, "completion_tokens": 5}', started_at => '2026-08-20 12:00+00') as cost;
select howdah.record_usage('maker/m', '{"prompt_tokens": 5, "completion_tokens": 5}', started_at => '2026-07-01 12:00+00') as cost;
select is((select count(*) from howdah.price_findings() where subject = 'table llm_usage'), 1::bigint,
  'usage that waits for its month is a warning');
select howdah.make_usage_partitions() > 0 as made;
select results_eq(
  'select severity, subject, finding, since from howdah.price_findings()',
  $$values ('warning', 'model maker/m', '1 calls of the last 30 days have no known cost: no price is set',
    timestamptz '2026-08-20 12:00+00')$$, 'a call of unknown cost is a warning'
);
select matches(
  (select advice from howdah.price_findings()), 'howdah.set_price\(''maker'', ''m'', ''2026-08-20''', 'and it says what to do'
);
select howdah.record_usage('maker/n', null, status => 'failed') as cost;
select is((select count(*) from howdah.price_findings()), 1::bigint, 'a call that cost nothing is none');
select howdah.set_price('maker', 'm', '2026-01-01', '[{"input": 1, "output": 1}]') as tiers;
select howdah.reprice_usage('2026-08-01', '2026-09-01') as done;
select is_empty('select * from howdah.price_findings()', 'priced, all is well');

select howdah.register_model('openai', 'gpt-4o', 'chat') > 0 as old, howdah.register_model('openai', 'gpt-5.6-luna', 'chat') > 0 as new,
  howdah.register_model('openai', 'gpt-5.6-sol', 'chat') > 0 as disputed;
select results_eq(
  'select subject, finding from howdah.price_findings() order by subject',
  $$values ('model openai/gpt-4o', 'its price was last read 424 days ago'),
    ('model openai/gpt-5.6-sol', 'sources contradict each other about its price: ccusage/ccusage#1636 of 2026-08-24 reports 400, 40 and 2000 from 2026-08-21 on')$$,
  'a price read more than 90 days ago is a warning, and one that is disputed'
);
select howdah.set_price('openai', 'gpt-4o', '2026-09-01', '[{"input": 250, "cached_input": 125, "output": 1000}]',
  'openai.com/api/pricing', '2026-09-01') as tiers;
select set_eq('select subject from howdah.price_findings()', array['model openai/gpt-5.6-sol'], 'until somebody says that it is right');
set local role howdah_admin;
select results_eq($$select subject from howdah.doctor() where subject ~ '^model'$$, array['model openai/gpt-5.6-sol'],
  'doctor() says it all');
select * from finish();
rollback;
