begin;
select plan(3);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah_test.add_calls();
set local timezone = 'Pacific/Auckland';
set local role howdah_analyst;
select results_eq(
  'select provider, model, kind, calls, avg_ms, p50_ms, p95_ms, p99_ms, first_token_p50_ms
     from howdah.latency_by_model',
  $$values
    ('p', 'chat-model', 'chat', 4::bigint, 250.0, 199.8, 399.5, 399.5, 20.1),
    ('q', 'embedding-model', 'embedding', 1, 20.0, 20.1, 20.1, 20.1, 2.0)$$,
  'calls that failed and answers from the cache are not timed'
);
reset role;
select howdah_test.set_time('2026-04-01 12:00+00') is null as later;
set local role howdah_analyst;
select results_eq('select sum(calls) from howdah.latency_by_model', array[2::numeric], 'of the last 30 days');

set local role howdah_app;
select throws_ok('select from howdah.latency_by_model', '42501', null, 'an application does not see it');

select * from finish();
rollback;
