begin;
select plan(3);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah_test.add_calls();
set local timezone = 'Pacific/Auckland';
set local role howdah_analyst;
select results_eq(
  'select tenant_id, user_id, rank, calls, tokens_used, cost_cents, unpriced_calls, cost_is_complete
     from howdah.top_users',
  $$values
    ('acme', 'ann', 1::bigint, 3::bigint, 40::bigint, 3.75, 0::bigint, true), ('acme', 'bob', 2, 3, 80, 0.5, 1, false),
    ('other', 'cid', 1, 1, 2, 7, 0, true)$$,
  'each tenant has its own ranking; the tenant itself is no user'
);
reset role;
select howdah_test.set_time('2026-03-31 11:00+00') is null as later;
set local role howdah_analyst;
select results_eq('select user_id from howdah.top_users', array['bob', 'cid'], 'of the last 30 days');

set local role howdah_app;
select throws_ok('select from howdah.top_users', '42501', null, 'an application does not see it');

select * from finish();
rollback;
