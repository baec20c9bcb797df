begin;
select plan(8);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two', 'three']) as text;
create temp table activated as select howdah.activate_prompt('support', 1) as version_before;
create temp table started as select howdah.start_experiment('support', '{"1": 1, "2": 1}') as id;
insert into howdah.experiment_exposures (experiment_id, unit_id, phase, version)
select id, n::text, 1, howdah.assign_prompt_version('support', n::text) from started, generate_series(1, 20) as n;
select is_empty('select * from howdah.verify()', 'as the functions write it, all is well');

create function pg_temp.found_after(tampering text) returns text language plpgsql as $$
declare
  v_found text;
begin
  begin
    execute tampering;
    select string_agg(distinct v.check_name, ', ' order by v.check_name) into v_found
      from howdah_internal.verify_experiments() as v;
    raise exception 'back' using errcode = 'ZZ999';
  exception when sqlstate 'ZZ999' then
    null;
  end;
  return v_found;
end
$$;
select is(pg_temp.found_after(t.tampering), t.found, t.tampering)
  from (values
    ($$update howdah.experiment_variants set buckets = '{[0,4999)}' where version = 1$$, 'buckets_tile'),
    ($$update howdah.experiment_variants set buckets = '{[0,5001)}' where version = 1$$, 'buckets_tile'),
    ($$update howdah.experiment_variants set weight = 4999 where version = 1$$, 'buckets_tile'),
    ($$update howdah.experiments set phase = 2$$, 'experiment_has_its_phase'),
    ($$update howdah.experiments set control_version = 3$$, 'experiment_has_its_phase'),
    ($$update howdah.experiment_exposures set version = 3 - version where unit_id = '7'$$, 'exposure_is_as_assigned')
  ) as t (tampering, found);
set local role howdah_admin;
select throws_ok('select * from howdah_internal.verify_experiments()', '42501', null, 'administrators call verify');

select * from finish();
rollback;
