begin;
select plan(15);
create function howdah.tested() returns integer language sql as 'select 1';
create function howdah.failing() returns integer language plpgsql as $$
begin raise exception 'no luck' using errcode = 'PT409'; end $$;
insert into howdah.schedules (name, schedule, function, description, next_run_at)
values ('tested', '*/10 * * * *', 'tested', 't', '2026-03-01 12:10Z'),
  ('failing', '*/10 * * * *', 'failing', 't', '2026-03-01 12:10Z');
select howdah_test.set_time('2026-03-01 12:05Z');
select is(howdah.run_schedule('tested', true), 'not due', 'not before its time');
select is(howdah.run_schedule('tested'), 'done', 'but by hand');
select is((select next_run_at from howdah.schedules where name = 'tested'), '2026-03-01 12:10Z', 'which moves nothing');
select howdah_test.set_time('2026-03-01 12:10Z');
select is(howdah.run_schedule('tested', true), 'done', 'when it is due');
select is(howdah.run_schedule('tested', true), 'not due', 'once');
select howdah_test.set_time('2026-03-01 12:55Z');
select is(howdah.run_schedule('tested', true), 'done', 'late');
select results_eq(
  $$select due_at, missed_since, outcome from howdah.schedule_runs where schedule = 'tested' order by due_at desc
    limit 1$$,
  $$values ('2026-03-01 12:50Z'::timestamptz, '2026-03-01 12:20Z'::timestamptz, 'done')$$,
    'one run makes up for what was missed');
select is((select next_run_at from howdah.schedules where name = 'tested'), '2026-03-01 13:00Z', 'and it goes on');
select is(howdah.run_schedule('failing', true), 'failed', 'an error is an outcome');
select is((select error_message from howdah.schedule_runs where schedule = 'failing'), 'no luck (PT409)',
  'kept in the history');
select is((select next_run_at from howdah.schedules where name = 'failing'), '2026-03-01 13:00Z',
  'it is tried again at its time');
update howdah.schedules set is_enabled = false, next_run_at = '2026-03-01 12:00Z' where name = 'tested';
select is(howdah.run_schedule('tested', true), 'not due', 'nothing is due while it is off');
select throws_ok($$select howdah.run_schedule('nothing')$$, 'PT404', null, 'an unknown name is refused');
select throws_ok($$select howdah.run_schedule(null)$$, '22004', null, 'null is refused');
set local role howdah_app;
select throws_ok($$select howdah.run_schedule('tested')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
