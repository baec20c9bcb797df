begin;
select plan(15);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two']) as text;
create temp table activated as select howdah.activate_prompt('support', 1) as version_before;
create temp table started as select howdah.start_experiment('support', '{"1": 1, "2": 1}') as id;
insert into howdah.tenants (tenant_id) values ('default') on conflict do nothing;
insert into howdah.users (id, email) select u, u from unnest(array['u1', 'u2', 'u3', 'u4', 'u5', 'u6']) as u;
insert into howdah.conversations (user_id, prompt) select id, 'support' from howdah.users;

-- Answers with latency 100, 200, ... in each version; u1 to u3 see version 1, the others version 2.
create temp table answers (position serial, user_id text, version integer, status text, cost numeric, scores numeric[]);
insert into answers (user_id, version, status, cost, scores) values
  ('u1', 1, 'complete', 2, '{1,-1}'), ('u1', 1, 'complete', 3, '{1}'), ('u2', 1, 'complete', null, '{-1}'),
  ('u3', 1, 'failed', 1, null), ('u3', 1, 'cancelled', 9, null), ('u3', 1, 'pending', 9, null),
  ('u4', 2, 'complete', 1, '{1}'), ('u5', 2, 'complete', 1, '{0.5}'), ('u6', 2, 'expired', 0, null);
with written as (
  insert into howdah.messages (
    conversation_id, seq, role, status, user_id, prompt_version_id, experiment_id, cost_cents, latency_ms, is_refusal
  )
  select c.id, a.position, 'assistant', a.status, a.user_id, v.id, s.id, a.cost,
         100 * row_number() over (partition by a.version order by a.position), a.position = 3
    from answers as a
    join howdah.conversations as c on c.user_id = a.user_id
    join howdah.prompt_versions as v on v.prompt = 'support' and v.version = a.version
   cross join started as s
  returning id, seq
)
insert into howdah.feedback (message_id, rater, score)
select w.id, 'rater ' || s.position, s.score
  from written as w
  join answers as a on a.position = w.seq
 cross join lateral unnest(a.scores) with ordinality as s (score, position);
insert into howdah.experiment_exposures (experiment_id, unit_id, phase, version)
select distinct s.id, a.user_id, 1, a.version from answers as a, started as s;
analyze howdah.messages;

select results_eq(
  $$select prompt, label, status, unit, version, is_control, share from howdah.experiment_results order by version$$,
  $$values ('support', 'production', 'running', 'user', 1, true, 0.5),
           ('support', 'production', 'running', 'user', 2, false, 0.5)$$, 'a row for each version'
);
select results_eq(
  'select exposures, answers, failed_answers, error_rate, refusals from howdah.experiment_results order by version',
  $$values (3::bigint, 4::bigint, 1::bigint, 0.25::float8, 1::bigint), (3, 3, 1, 1.0 / 3, 0)$$,
  'answers that have ended, without the cancelled'
);
select results_eq(
  'select cost_cents, unpriced_calls, cost_is_complete from howdah.experiment_results order by version',
  'values (6::numeric, 1::bigint, false), (2, 0, true)', 'their cost, and whether it is known'
);
select results_eq(
  'select p50_ms, p95_ms from howdah.experiment_results order by version',
  'values (250::float8, 385::float8), (200, 290)', 'their latency'
);
-- u1: answers of 0 and 1, so 0.5; u2 -1; u3 none. By hand: (0.5 - 1) / 2.
select results_eq(
  'select n, positive, mean_score from howdah.experiment_results order by version',
  'values (2::bigint, 1::bigint, -0.25::float8), (2, 2, 0.75)', 'scores are means over users of means over answers'
);
-- By hand: 1 of 2 and 2 of 2; pooled 0.75, z = 0.5 / sqrt(0.1875 * 1) = 1.1547, two-sided p = 0.2482.
select results_eq(
  'select round(z::numeric, 4), round(p_value::numeric, 4) from howdah.experiment_results order by version',
  'values (null::numeric, null::numeric), (1.1547, 0.2482)', 'the others are tested against the control'
);
-- By hand, Wilson for 1 of 2: (0.5 +- 1.96 sqrt(0.125 + 0.2401)) of the form (p + z2/4) / (1 + z2/2): 0.0945 and
-- 0.9055.
select results_eq(
  'select round(positive_low::numeric, 4), round(positive_high::numeric, 4)
     from howdah.experiment_results order by version',
  'values (0.0945, 0.9055), (0.3424, 1.0000)', 'with Wilson''s interval'
);
select results_eq(
  'select distinct sample_ratio_p, has_ratio_mismatch from howdah.experiment_results',
  'values (null::float8, null::boolean)', 'six units are too few to judge the split'
);
insert into howdah.experiment_exposures (experiment_id, unit_id, phase, version)
select id, 'x' || n, 1, 2 from started, generate_series(1, 40) as n;
select results_eq(
  'select distinct sample_ratio_p < 1e-6, has_ratio_mismatch from howdah.experiment_results', 'values (true, true)',
  '3 to 43 is no even split'
);
-- A ramp has moved u1, whose first version speaks for it.
create temp table ramped as select howdah.ramp_experiment('support', '{"1": 1, "2": 3}') as phase;
insert into howdah.experiment_exposures (experiment_id, unit_id, phase, version) select id, 'u1', 2, 2 from started;
insert into howdah.messages (conversation_id, seq, role, user_id, prompt_version_id, experiment_id)
select c.id, 99, 'assistant', 'u1', v.id, s.id
  from started as s, howdah.conversations as c, howdah.prompt_versions as v
 where c.user_id = 'u1' and v.prompt = 'support' and v.version = 2;
insert into howdah.feedback (message_id, rater, score) select id, 'u1', -1 from howdah.messages where seq = 99;
select results_eq(
  'select version, n, positive from howdah.experiment_results order by version',
  'values (1, 2::bigint, 1::bigint), (2, 2, 2)', 'a score of a version seen second does not count'
);
-- A judge scores every answer of u4 and u5, and no other.
insert into howdah.feedback (message_id, rater_kind, rater, score)
select id, 'judge', 'helpful', case user_id when 'u4' then 0.8 else -0.4 end from howdah.messages
  where user_id in ('u4', 'u5');
select results_eq(
  'select version, scored_by, n, positive from howdah.experiment_results order by version',
  $$values (1, 'user', 2::bigint, 1::bigint), (2, 'user', 2, 2)$$, 'judges have no vote where users decide'
);
update howdah.experiments set scored_by = 'judge';
select results_eq(
  'select version, scored_by, n, positive, round(mean_score::numeric, 3)
     from howdah.experiment_results order by version',
  $$values (1, 'judge', 0::bigint, 0::bigint, null), (2, 'judge', 2, 1, 0.2)$$, 'and all of them where they do'
);

set local role howdah_admin;
select is((select count(*) from howdah.experiment_results), 2::bigint, 'an administrator reads them');
select howdah.act_as('ann', 'acme') as me;
select is((select count(*) from howdah.experiment_results), 0::bigint, 'those of the tenant');
set local role howdah_app;
select throws_ok('select from howdah.experiment_results', '42501', null, 'an application does not');

select * from finish();
rollback;
