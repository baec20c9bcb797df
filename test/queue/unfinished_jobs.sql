begin;
select plan(16);
create function pg_temp.doable(classes text[], worker text default null) returns bigint language sql as $$
  select coalesce(sum(job_count), 0)::bigint from howdah.unfinished_jobs(worker, classes) where reason is null $$;
select howdah.enqueue('report', '{}', 'reports');
select is(pg_temp.doable('{interactive,bulk}'), 0::bigint, 'jobs of your own are not counted');
select howdah_internal.add_job('report', '{}', howdah_internal.model_lane(howdah_internal.default_model('chat'),
  'bulk'), run_after => now() + interval '1 day');
select howdah_internal.add_job('report', '{}', howdah_internal.model_lane(howdah_internal.default_model('chat'),
  'interactive'));
select is(pg_temp.doable('{interactive,bulk}'), 2::bigint, 'what waits for a model is counted, delayed or not');
select is(pg_temp.doable('{interactive}'), 1::bigint, 'only classes that were asked for');
select howdah.pause_lane('local/local-chat/bulk');
select is(pg_temp.doable('{interactive,bulk}'), 1::bigint, 'a paused lane does not keep a drain waiting');
select howdah.register_worker('w1', '1', version, '{local}') from howdah.schema_version();
select howdah.register_worker('w2', '1', version, '{other}') from howdah.schema_version();
select howdah.resume_lane('local/local-chat/bulk');
select is(pg_temp.doable('{bulk}', 'w1'), 1::bigint, 'as far as the worker can call the provider');
select is(pg_temp.doable('{bulk}', 'w2'), 0::bigint, 'and not beyond');
select results_eq($$select lane, reason from howdah.unfinished_jobs('w2')$$,
  $$values ('local/local-chat/bulk', 'this worker has no URL or key for the provider'),
    ('local/local-chat/interactive', 'this worker has no URL or key for the provider')$$,
  'it says what it leaves behind');
update howdah_internal.queue_heads set blocked_until = howdah.clock() + interval '1 minute'
  where lane = 'local/local-chat/bulk';
select is(pg_temp.doable('{bulk}', 'w1'), 0::bigint, 'a used up budget does not keep a drain waiting');
select is((select reason from howdah.unfinished_jobs('w1') where lane like '%bulk'), 'a budget is used up',
  'but is told');
select howdah.stop_calls();
select is(pg_temp.doable('{interactive,bulk}'), 0::bigint, 'while calls are switched off there is nothing to wait for');
select is((select max(reason) from howdah.unfinished_jobs('w1')), 'calls of models are switched off',
  'which is told too');
select howdah.resume_calls();
select howdah.set_lane('local/local-chat/interactive', max_running => 0);
select is(pg_temp.doable('{interactive}'), 0::bigint, 'nor for a lane that may run nothing');
select is((select reason from howdah.unfinished_jobs('w1') where lane like '%interactive'),
  'max_running of the lane is 0', 'and why');
create table public.posts (id integer primary key, body text);
select howdah.watch_table('posts', '{body}');
select is(pg_temp.doable('{bulk}', 'w1'), 1::bigint, 'a watched table may bring more');
set local role howdah_worker;
select lives_ok($$select howdah.unfinished_jobs('w1', '{bulk}')$$, 'a worker may ask');
set local role howdah_app;
select throws_ok($$select howdah.unfinished_jobs('w1', '{bulk}')$$, '42501', null, 'the application may not');
select * from finish();
rollback;
