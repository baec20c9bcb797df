begin;
select plan(6);
create function public.reap_jobs(a integer) returns integer language sql return 1;
create function public.nobodys_task() returns text language sql return 'ran';
select lives_ok($$select howdah_internal.run_task('reap_jobs')$$, 'a task runs though an application has its name too');
select lives_ok($$select howdah_internal.run_task('clean_cache')$$, 'one of howdah_internal as well');
select throws_ok($$select howdah_internal.run_task('nobodys_task')$$, 'PT404', 'howdah has no task of that name',
  'a function of somebody else is none');
select throws_ok($$select howdah_internal.run_task('activate_prompt')$$, 'PT404', null,
  'nor is a function that needs arguments');
update howdah.schedules set function = 'nobodys_task' where name = 'reap';
select is(howdah.run_schedule('reap'), 'failed', 'a schedule whose work is gone fails');
set local role howdah_admin;
select throws_ok($$select howdah_internal.run_task('reap_jobs')$$, '42501', null, 'nobody calls it but definers');
select * from finish();
rollback;
