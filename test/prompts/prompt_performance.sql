begin;
select plan(5);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two']) as text;
create temp table activated as
  select howdah.activate_prompt('support', 1) as production, howdah.activate_prompt('support', 1, 'staging') as staging;
insert into howdah.conversations (prompt) values ('support');
insert into howdah.messages (
  conversation_id, seq, role, status, prompt_version_id, input_tokens, output_tokens, cost_cents, latency_ms, is_refusal
)
select c.id, n, 'assistant', (array['complete', 'complete', 'failed', 'cancelled'])[n], v.id, 10, n, nullif(n, 2),
  100 * n, n = 1
  from howdah.conversations as c, howdah.prompt_versions as v, generate_series(1, 4) as n
 where v.prompt = 'support' and v.version = 1;
insert into howdah.feedback (message_id, rater, score) select id, 'ann', 1 from howdah.messages where seq = 1;
insert into howdah.feedback (message_id, rater_kind, rater, score) select id, 'judge', 'j',
  0 from howdah.messages where seq = 1;
insert into howdah.feedback (message_id, rater, score) select id, 'ann', -1 from howdah.messages where seq = 2;

select results_eq(
  $$select version, labels, answers, failed_answers, round(error_rate::numeric, 3), refusals, tokens_used
      from howdah.prompt_performance where prompt = 'support' order by version$$,
  $$values (1, '{production,staging}'::text[], 3::bigint, 1::bigint, 0.333, 1::bigint, 36::bigint),
    (2, '{}', 0, 0, null, 0, null)$$,
  'a row for each version, with its labels'
);
select results_eq(
  $$select cost_cents, unpriced_calls, cost_is_complete, p50_ms, p95_ms, scored_answers, mean_score
      from howdah.prompt_performance where prompt = 'support' and version = 1$$,
  $$values (4::numeric, 1::bigint, false, 200::float8, 290::float8, 2::bigint, -0.25::float8)$$,
  'cost, latency and scores of its answers'
);
set local role howdah_analyst;
select is(
  (select count(*) from howdah.prompt_performance where prompt = 'support'), 2::bigint, 'an analyst reads it'
);
set local role howdah_admin;
select howdah.act_as('ann', 'acme') as me;
select is((select count(*) from howdah.prompt_performance), 0::bigint, 'an administrator those of the tenant');
set local role howdah_app;
select throws_ok('select from howdah.prompt_performance', '42501', null, 'an application does not');

select * from finish();
rollback;
