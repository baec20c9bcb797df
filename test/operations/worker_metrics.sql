begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.enqueue('report', '{}', 'reports') from generate_series(1, 3);
select howdah.pause_lane('reports');
select howdah_internal.model_lane(m.id, 'interactive') from howdah.models as m where m.name = 'local-chat';
create function pg_temp.value(name text, labels jsonb) returns double precision language sql as $$
  select w.value from howdah.worker_metrics() as w where w.name = $1 and w.labels = $2
$$;
set local role howdah_worker;
select is(pg_temp.value('howdah_jobs', '{"lane": "reports", "state": "ready"}'),
  3::double precision, 'jobs by lane and state');
select is(pg_temp.value('howdah_lane_paused', '{"lane": "reports"}'), 1::double precision, 'a paused lane shows');
select is((select bool_and(help != '' and type in ('gauge', 'counter')) from howdah.worker_metrics()), true,
  'each says what it is');
select is(pg_temp.value('howdah_jobs', '{"lane": "local/local-chat/interactive", "state": "dead"}'),
  0::double precision,
  'a lane without jobs is zero, not gone');
select is(pg_temp.value('howdah_oldest_job_seconds', '{"lane": "local/local-chat/interactive"}'), 0::double precision,
  'and its oldest job has no age');
select is(pg_temp.value('howdah_cost_cents_today', '{"provider": "local", "model": "local-chat"}'),
  0::double precision,
  'so is a model without calls');

reset role;
select howdah.set_price('stub', 'm', '2020-01-01Z', '[{"input": 100, "output": 300}]');
select howdah.register_model('stub', 'm', 'chat');
select howdah.act_as('ann', 'acme');
select howdah.record_usage('stub/m', '{"input_tokens": 2000, "output_tokens": 1000}');
set local role howdah_worker;
select is(pg_temp.value('howdah_cost_cents_today', '{"provider": "stub", "model": "m"}'), 0.5::double precision,
  'what a model cost today, with what is not rolled up yet');
select is(pg_temp.value('howdah_tokens_today', '{"provider": "stub", "model": "m", "direction": "output"}'),
  1000::double precision, 'and its tokens');
set local role howdah_app;
select throws_ok('select * from howdah.worker_metrics()', '42501', null, 'the application may not');
select * from finish();
rollback;
