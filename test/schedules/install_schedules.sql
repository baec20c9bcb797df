begin;
select plan(6);
select is((select count(*) from howdah.install_schedules()), (select count(*) from howdah.schedules where is_enabled),
  'a row a schedule');
select ok((select bool_and(statement like 'select cron.schedule_in_database(%' || current_database() || '%')
  from howdah.install_schedules()),
  'without pg_cron it says what to run where it is');
select is(howdah.uninstall_schedules(), 0, 'nothing to take away');
select howdah.set_schedule('embedding-check', '15 4 * * mon', 'Europe/Berlin');
select is((select cron from howdah_internal.cron_jobs() where schedule = 'embedding-check'), '15 * * * *',
  'pg_cron knows GMT only: it asks every hour, howdah knows when');
select howdah.set_schedule('embedding-check', '15 4 * * mon', 'Asia/Kolkata');
select is((select cron from howdah_internal.cron_jobs() where schedule = 'embedding-check'), '* * * * *',
  'half hours: every minute');
set local role howdah_app;
select throws_ok($$select * from howdah.install_schedules()$$, '42501', null, 'an application may not');
select * from finish();
rollback;
