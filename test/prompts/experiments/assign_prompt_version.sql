begin;
select plan(11);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two']) as text;
select throws_ok(
  $$select howdah.assign_prompt_version('support', 'ann')$$, 'PT404', null,
    'nothing is active, so there is nothing to assign'
);
create temp table activated as select howdah.activate_prompt('support', 1) as version_before;
select is(howdah.assign_prompt_version('support', 'ann'), 1, 'without an experiment everybody gets the active version');
create temp table started as select howdah.start_experiment('support', '{"1": 1, "2": 1}') as id;
create temp table assigned as
  select n::text as unit_id, howdah.assign_prompt_version('support', n::text) as version
    from generate_series(1, 500) as n;
select ok(count(*) filter (where version = 1) between 200 and 300, 'an even split is about even') from assigned;
select is_empty(
  $$select unit_id from assigned where version != howdah.assign_prompt_version('support', unit_id)$$,
    'everybody keeps theirs'
);
select is((select count(*) from howdah.experiment_exposures), 0::bigint, 'and nothing is written');
select is(
  (select version from howdah.active_prompt('support', unit_id => unit_id)), version,
    'active_prompt gives the same version'
) from assigned where version = 2 limit 1;
select is(
  howdah.render_prompt('support', unit_id => unit_id), 'two', 'render_prompt too'
) from assigned where version = 2 limit 1;
select throws_ok(
  $$select howdah.assign_prompt_version('support', null)$$, '22004', null, 'a unit is required'
);

set local role howdah_app;
select ok(howdah.assign_prompt_version('support', 'ann') in (1, 2), 'an application may ask');
select howdah.act_as('ann', 'acme') as me;
select throws_ok(
  $$select howdah.assign_prompt_version('support', 'ann')$$, 'PT404', null, 'not about another tenant''s prompt'
);
set local role howdah_worker;
select throws_ok(
  $$select howdah.assign_prompt_version('support', 'ann')$$, '42501', null, 'a worker need not'
);

select * from finish();
rollback;
