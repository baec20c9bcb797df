begin;
select plan(6);
create function howdah.tested() returns integer language sql as 'select 1';
create function howdah.failing() returns integer language sql as 'select 1/0';
delete from howdah.schedules;
insert into howdah.schedules (name, schedule, function, description, next_run_at)
values ('tested', '0 * * * *', 'tested', 't', '2026-03-01 12:00Z'),
  ('failing', '0 * * * *', 'failing', 't', '2026-03-01 12:00Z'),
  ('later', '0 * * * *', 'tested', 't', '2026-03-01 13:00Z');
select howdah_test.set_time('2026-03-01 12:00Z');
select is(howdah.tick(1), 1, 'one at a time');
select is(howdah.tick(), 1, 'then the rest that is due');
select is(howdah.tick(), 0, 'once');
select results_eq($$select schedule, outcome from howdah.schedule_runs order by schedule$$,
  $$values ('failing', 'failed'), ('tested', 'done')$$, 'one that fails stops no other');
select throws_ok('select howdah.tick(0)', '22023', null, 'a bound below 1 is refused');
set local role howdah_app;
select throws_ok('select howdah.tick()', '42501', null, 'an application may not');
select * from finish();
rollback;
