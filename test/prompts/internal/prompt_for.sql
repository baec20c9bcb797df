begin;
select plan(10);

create temp table made as
  select howdah.create_prompt_version('support', text, 'local/local-chat', '{"seed": 1}') as version
    from unnest(array['one {{x}}', 'two {{x}}']) as text;
select throws_ok(
  $$select * from howdah_internal.prompt_for('default', 'support', 'production')$$, 'PT404', null, 'nothing is active'
);
create temp table activated as select howdah.activate_prompt('support', 1) as version_before;
select results_eq(
  $$select version, experiment_id, form, content, params,
    variables from howdah_internal.prompt_for('default', 'support', 'production', 'ann')$$,
  $$values (1, null::bigint, 'text', 'one {{x}}', '{"seed": 1}'::jsonb, '{x}'::text[])$$,
    'without an experiment the label answers'
);
create temp table started as select howdah.start_experiment('support', '{"1": 1, "2": 1}') as id;
select is(
  (select version from howdah_internal.prompt_for('default', 'support', 'production', n::text)),
  howdah.assign_prompt_version('support', n::text), 'a user gets what is assigned'
) from generate_series(1, 3) as n;
select results_eq(
  $$select distinct experiment_id from generate_series(1, 9) as n,
    howdah_internal.prompt_for('default', 'support', 'production', n::text)$$,
  'select id from started', 'and the experiment is named'
);
select results_eq(
  $$select version, experiment_id from howdah_internal.prompt_for('default', 'support', 'production', null,
    gen_random_uuid())$$,
  'values (1, null::bigint)', 'a conversation of nobody is outside an experiment by user'
);
select is(howdah.stop_experiment('support'), 1, 'one by conversation');
create temp table other as select howdah.start_experiment('support', '{"1": 1, "2": 1}', 'conversation') as id;
select is(
  (select count(distinct version) from generate_series(1, 30) as n, howdah_internal.prompt_for(
    'default', 'support', 'production', 'ann', md5(n::text)::uuid)), 2::bigint, 'gives the same user both'
);
set local role howdah_app;
select throws_ok(
  $$select * from howdah_internal.prompt_for('default', 'support', 'production')$$, '42501', null, 'it is called inside'
);

select * from finish();
rollback;
