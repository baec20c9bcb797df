begin;
select plan(8);

select howdah.act_as('ann');
select howdah.activate_prompt('support', howdah.create_prompt_version('support', 'one'));
select howdah.create_prompt_version('support', 'two');
create temp table conversation as select howdah.start_conversation(prompt => 'support', collection => null) as id;
create temp table outside as select howdah.send_message(id, 'Hello?') as id from conversation;
select howdah.start_experiment('support', '{"1": 1, "2": 1}');
-- Ann's bucket, whichever it is.
create temp table assigned as select howdah.assign_prompt_version('support', 'ann') as version;
create temp table inside as select howdah.send_message(id, 'And now?') as id from conversation;
-- A claim takes one question at a time.
create temp table first as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table second as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select is((select count(*) from howdah.experiment_exposures), 0::bigint, 'a question alone is no exposure');
select is(
  (select (m.experiment_id is not null, v.version)::text from howdah.messages as m join inside using (id)
     join howdah.prompt_versions as v on v.id = m.prompt_version_id),
  format('(t,%s)', version), 'its answer is of the assigned version and names the experiment'
) from assigned;
select howdah.next_step(job_id, token) from first;
select is((select count(*) from howdah.experiment_exposures), 0::bigint, 'nor is an answer outside the experiment');
select howdah.next_step(job_id, token) from second;
select results_eq(
  'select unit_id, phase, version from howdah.experiment_exposures', $$select 'ann', 1, version from assigned$$,
  'the request to the model is'
);
select howdah.next_step(job_id, token) from second;
select is((select count(*) from howdah.experiment_exposures), 1::bigint, 'once, however often it is sent');
select is_empty('select * from howdah.verify()', 'all is in order');

create temp table later as select howdah.regenerate(id) as id from inside;
select howdah.ramp_experiment('support', jsonb_build_object(version, 1, 3 - version, 0)) from assigned;
create temp table moved as select howdah.ramp_experiment('support', jsonb_build_object(version, 0, 3 - version, 1))
  from assigned;
select howdah.next_step(job_id, token) from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table last as select howdah.regenerate(id) as id from inside;
select howdah.next_step(job_id, token) from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select results_eq(
  'select unit_id, phase, x.version = a.version from howdah.experiment_exposures as x, assigned as a order by phase',
  $$values ('ann', 1, true), ('ann', 3, false)$$, 'one who was moved by a ramp has seen both'
);

set local role howdah_worker;
select throws_ok($$select howdah_internal.record_exposure(null)$$, '42501', null, 'it is called inside');

select * from finish();
rollback;
