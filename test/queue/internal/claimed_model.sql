begin;
select plan(4);
select howdah_test.set_time('2026-03-01 12:00Z');
select is(howdah_internal.claimed_model(howdah_internal.default_model('embedding')) - 'model_id',
  '{"provider": "local", "model": "local-embedding", "dimensions": 384, "max_input_tokens": 8000,
    "timeouts": {"first_ms": null, "silence_ms": 60000, "total_ms": 120000}}',
  'what a worker must know to call a model');
update howdah.models set silence_seconds = 5, total_seconds = 7;
select is((select howdah_internal.call_timeouts(m, '2026-03-01 12:00:01.5Z') from howdah.models as m
  where kind = 'chat'),
  '{"first_ms": 1500, "silence_ms": 5000, "total_ms": 7000}', 'a model has limits of its own, a deadline is one too');
select is(howdah_internal.claimed_model(null), '{}', 'a lane without a model has none');
set local role howdah_worker;
select throws_ok('select howdah_internal.claimed_model(1)', '42501', null, 'a worker is told by claim_jobs');
select * from finish();
rollback;
