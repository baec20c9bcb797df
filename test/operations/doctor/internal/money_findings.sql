begin;
select plan(13);
select howdah_test.set_time('2026-09-01 12:00+00') is null as noon;
select is_empty('select * from howdah_internal.money_findings()', 'at first it has nothing to say');
select howdah.record_usage('maker/m', '{"prompt_tokens": 5, "completion_tokens": 5}',
  started_at => '2026-08-20 12:00+00') as cost;
select howdah.record_usage('maker/m', '{"prompt_tokens": 5, "completion_tokens": 5}',
  started_at => '2026-07-01 12:00+00') as cost;
select is((select count(*) from howdah_internal.money_findings() where subject = 'table llm_usage'), 1::bigint,
  'usage that waits for its month is a warning');
-- An autovacuum may keep the first from the lock.
select sum(howdah_internal.make_partitions()) > 0 as made from generate_series(1, 3);
select results_eq(
  'select severity, subject, finding, since from howdah_internal.money_findings()',
  $$values ('warning', 'model maker/m', '1 calls of the last 30 days have no known cost: no price is set',
    timestamptz '2026-08-20 12:00+00')$$, 'a call of unknown cost is a warning'
);
select matches(
  (select advice from howdah_internal.money_findings()), 'howdah.set_price\(''maker'', ''m'', ''2026-08-20''',
    'and it says what to do'
);
select howdah.record_usage('maker/n', null, status => 'failed') as cost;
select is((select count(*) from howdah_internal.money_findings()), 1::bigint, 'a call that cost nothing is none');
select howdah.set_price('maker', 'm', '2026-01-01', '[{"input": 1, "output": 1}]') as tiers;
select howdah.reprice_usage('2026-08-01', '2026-09-01') as done;
select is_empty('select * from howdah_internal.money_findings()', 'priced, all is well');

-- A lane whose model has no price, and budgets of somebody else.
select howdah.register_model('maker', 'e', 'embedding', 8) > 0 as registered;
insert into howdah.lanes (name, provider, model_id, class)
select 'maker/e/' || c, 'maker', m.id, c from howdah.models as m, unnest('{bulk,interactive}'::text[]) as c
 where m.name = 'e'
    on conflict do nothing;
insert into howdah_internal.jobs (kind, lane) values ('embed_query', 'maker/e/bulk'),
  ('embed_query', 'maker/e/interactive');
select howdah.set_budget('user', 5, 'day', 'bud'), howdah.set_budget('user', 5, 'day', 'cleo');
select is_empty($$select from howdah_internal.money_findings() where code = 'lane_unpriced'$$,
  'budgets of two users stop nobody else');
update howdah_internal.jobs set user_id = 'bud' where lane = 'maker/e/bulk';
select results_eq($$select severity, subject from howdah_internal.money_findings() where code = 'lane_unpriced'$$,
  $$values ('error', 'lane maker/e/bulk')$$, 'one of them waits for a price');
select howdah.set_budget('tenant', 5, 'day');
select results_eq($$select subject from howdah_internal.money_findings() where code = 'lane_unpriced' order by 1$$,
  array['lane maker/e/bulk', 'lane maker/e/interactive'], 'a budget of the tenant is all its jobs''');
select is((select count(*) from howdah_internal.money_findings() where code = 'unpriced_model'), 1::bigint,
  'and the model is named');
select howdah.set_setting('unpriced_calls', 'allow');
select is_empty($$select from howdah_internal.money_findings() where code in ('lane_unpriced', 'unpriced_model')$$,
  'a setting lets them through');
select howdah.set_setting('unpriced_calls', 'refuse');
select howdah.set_price('maker', 'e', '2026-01-01', '[{"input": 1}]');
select is_empty($$select from howdah_internal.money_findings() where code in ('lane_unpriced', 'unpriced_model')$$,
  'and so does a price');

set local role howdah_admin;
select is_empty($$select subject from howdah.doctor() where subject ~ '^model'$$, 'doctor() says the same');
select * from finish();
rollback;
