begin;
select plan(20);
select howdah_test.set_time('2026-03-10 12:00+00') is null as noon;
select howdah.register_model('maker', 'm', 'chat') as model_id;
select howdah.set_setting('unpriced_calls', 'allow') is null as allowed;
select howdah.set_tenant('acme', 'Europe/Berlin') is null as tenant;
select howdah.act_as('ann', 'acme') as me;
create temp table call as
select howdah.send_message(howdah.start_conversation(collection => null, model => 'maker/m'), 'Why?') as message_id;
select howdah.set_budget('user', 1000, 'day') as budget;
select howdah.set_setting('unpriced_calls', 'allow') as setting;
create temp table job as select * from howdah.claim_jobs('w', '{maker/m/interactive}');
select howdah_test.answer(job_id, token, 'So.', facts => '{"input_tokens": 1000000, "output_tokens": 0}') as answered
  from job;
select howdah.record_usage('maker/m', '{"prompt_tokens": 500000, "completion_tokens": 0}',
  started_at => '2026-03-09 12:00+00') as cost;
select howdah.record_usage('maker/other', '{"prompt_tokens": 500000, "completion_tokens": 0}') as cost;
select howdah.record_usage('maker/m', null, status => 'failed') as cost;
select is((select cost_cents from howdah.messages join call on id = message_id), null,
  'without a price the cost is not known');
select is_empty('select from howdah_internal.budget_windows where spent_cents > 0', 'and budgets cannot count it');

select howdah.set_price('maker', 'm', '2026-01-01 00:00+00', '[{"input": 100, "output": 400}]') as tiers;
select is((select count(*) from howdah.llm_usage where cost_cents is null), 3::bigint, 'a price alone changes nothing');
select results_eq(
  $$select * from howdah.reprice_usage('2026-03-10 00:00+00', '2026-03-11 00:00+00', 'maker/m')$$,
  'values (1::bigint, 1::bigint, 0::numeric, 100::numeric, 1::bigint, 0::bigint)', 'repricing says what it changed'
);
select is((select cost_cents from howdah.messages join call on id = message_id), 100::numeric,
  'the message costs it too');
select results_eq(
  'select starts_at, spent_cents from howdah_internal.budget_windows where spent_cents > 0',
  $$values (timestamptz '2026-03-09 23:00+00', 100::numeric)$$, 'and the budget of that day in its tenant''s time zone'
);
select is(
  (select price_id from howdah.llm_usage where message_id is not null),
  (select id from howdah.model_prices where provider = 'maker'), 'each row names its price'
);
select results_eq(
  $$select * from howdah.reprice_usage('2026-03-01', '2026-04-01')$$,
  'values (3::bigint, 1::bigint, 100::numeric, 150::numeric, 2::bigint, 1::bigint)',
  'all models; what has its price stays, what has none is said'
);
select results_eq(
  'select spent_cents from howdah_internal.budget_windows where spent_cents > 0', 'values (100::numeric)',
  'what was called before there was a budget is not counted in it'
);
select results_eq(
  $$select changed_count from howdah.reprice_usage('2026-03-01', '2026-04-01')$$, 'values (0::bigint)',
    'again changes nothing'
);
select howdah.set_price('maker', 'm', '2026-01-01 00:00:01+00', '[{"input": 40, "output": 400}]') as tiers;
select results_eq(
  $$select before_cents, after_cents from howdah.reprice_usage('2026-03-01', '2026-04-01', 'maker/m')$$,
  'values (150::numeric, 60::numeric)', 'a price is put right'
);
select is((select spent_cents from howdah_internal.budget_windows where spent_cents > 0), 40::numeric,
  'also in the budget');
select is(
  (select cost_cents from howdah.llm_usage where status = 'failed'), 0::numeric,
    'what failed for nothing still costs nothing'
);
select results_eq(
  'select call_count, changed_count, before_cents, after_cents, corrected_by from howdah.price_corrections order by id',
  format($$values
    (1::bigint, 1::bigint, 0::numeric, 100::numeric, %1$L), (3, 1, 100, 150, %1$L), (3, 0, 150, 150, %1$L),
    (2, 2, 150, 60, %1$L)$$, current_user || ' as ann'), 'who did what is kept'
);

select throws_ok($$select howdah.reprice_usage(null, now())$$, '22004', null, 'a time is required');
select throws_ok($$select howdah.reprice_usage('2026-04-01', '2026-03-01')$$, '22023', null,
  'that begins before it ends');
select throws_ok($$select howdah.reprice_usage('-infinity', 'infinity')$$, '22023', null, 'and does end');
select throws_ok($$select howdah.reprice_usage('2026-03-01', '2026-04-01', 'm')$$, '22023', null,
  'a model has a provider');
set local role howdah_admin;
select lives_ok($$select howdah.reprice_usage('2026-03-01', '2026-04-01')$$, 'an administrator may');
set local role howdah_app;
select throws_ok($$select howdah.reprice_usage('2026-03-01', '2026-04-01')$$, '42501', null, 'an application may not');

select * from finish();
rollback;
