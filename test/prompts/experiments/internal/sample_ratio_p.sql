begin;
select plan(8);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two']) as text;
create temp table activated as select howdah.activate_prompt('support', 1) as version_before;
create temp table started as select howdah.start_experiment('support', '{"1": 1, "2": 1}') as id;
create function pg_temp.expose(phase integer, version integer, units integer, prefix text default '') returns void
  language plpgsql as $$
begin
  insert into howdah.experiment_exposures (experiment_id, unit_id, phase, version)
  select s.id, expose.prefix || expose.phase || '/' || expose.version || '/' || n, expose.phase, expose.version
    from started as s, generate_series(1, expose.units) as n;
end
$$;
create function pg_temp.p() returns numeric language plpgsql as $$
begin
  return (select round(howdah_internal.sample_ratio_p('default', id)::numeric, 4) from started);
end
$$;

select is(pg_temp.p(), null, 'without units nothing is known');
select is((pg_temp.expose(1, 1, 4)::text, pg_temp.expose(1, 2, 4)::text, pg_temp.p()::text)::text, '("","",)',
  'nor with eight');
-- By hand: 60 and 40 for an even split is 4 with one degree of freedom.
select is((pg_temp.expose(1, 1, 56, 'a')::text, pg_temp.expose(1, 2, 36, 'a')::text, pg_temp.p()::text)::text,
  '("","",0.0455)',
  '60 to 40 happens by chance in one of 22 even splits');
select is(howdah.ramp_experiment('support', '{"1": 1, "2": 4}'), 2, 'a ramp begins another sample');
-- By hand: 30 and 70 for 20 to 80 is 100/20 + 100/80 = 6.25; both together 10.25 with two degrees: exp(-5.125).
select is((pg_temp.expose(2, 1, 30)::text, pg_temp.expose(2, 2, 70)::text, pg_temp.p()::text)::text, '("","",0.0059)',
  'the statistics of the phases add up');
insert into howdah.experiment_exposures (experiment_id, unit_id, phase, version)
select id, '1/1/' || n, 2, 2 from started, generate_series(1, 4) as n;
select is(pg_temp.p(), 0.0059, 'who was moved by the ramp was counted before');

set local role howdah_admin;
select howdah.act_as('ann', 'acme') as me;
select is(howdah_internal.sample_ratio_p('default', 1), null, 'another tenant''s experiment is not to be seen');
set local role howdah_app;
select throws_ok($$select howdah_internal.sample_ratio_p('default', 1)$$, '42501', null, 'an application may not ask');

select * from finish();
rollback;
