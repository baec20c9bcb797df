begin;
select plan(7);
select is(howdah_internal.nearest_run('0 3 * * *', 'UTC', '2026-03-02 03:00Z', is_next => false), '2026-03-02 03:00Z',
  'up to and including the time');
select is(howdah_internal.nearest_run('0 3 * * *', 'UTC', '2026-03-02 02:59Z', is_next => false), '2026-03-01 03:00Z',
  'the day before');
select is(howdah_internal.nearest_run('15 0 1 1 *', 'America/New_York', '2026-03-02 02:59Z', is_next => false),
  '2026-01-01 05:15Z', 'months before');
select is(howdah_internal.nearest_run('0 3 * * *', 'UTC', '2026-03-02 03:00Z', is_next => true), '2026-03-03 03:00Z',
  'or next, after the time');
select throws_ok($$select howdah_internal.nearest_run('0 0 * * *', 'UTC', 'infinity', true)$$, '22004', null,
  'a time is a time');
select throws_ok($$select howdah_internal.nearest_run('x', 'UTC', now(), false)$$, '22023', null,
  'a bad schedule is refused');
set local role howdah_app;
select throws_ok($$select howdah_internal.nearest_run('0 0 * * *', 'UTC', now(), false)$$, '42501', null,
  'no application calls it itself');
select * from finish();
rollback;
