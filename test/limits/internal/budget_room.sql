begin;
select plan(8);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
create function pg_temp.budgets() returns howdah_internal.applicable_budget[] language sql as $$
  select array_agg(a order by a.tenant_id, a.budget_id)
    from howdah_internal.applicable_budgets('acme', 'ann', 1, 'chat', howdah.clock()) as a $$;
create function pg_temp.room() returns numeric language sql as $$
  select room_cents from howdah_internal.budget_room(pg_temp.budgets(), null) $$;
select is((howdah_internal.budget_room('{}', 5)).room_cents, null, 'without a budget there is no limit');
select howdah.set_budget('tenant', 100, 'day');
select howdah.set_budget('user', 30, 'month');
select howdah.set_budget('global', 5, 'day', is_hard => false);
create temp table room as select * from howdah_internal.budget_room(pg_temp.budgets(), null);
select is((select (room_cents, scope, ends_at)::text from room),
  format('(30.0000000000,user,"%s")', '2026-04-01 00:00Z'::timestamptz), 'the tightest hard budget counts');
select is((select count(*) from howdah_internal.budget_windows), 3::bigint,
  'all of them have a window now, the soft one too');

select is(howdah_internal.hold_budget(pg_temp.budgets(), 12), true, 'what is held');
select is(pg_temp.room(), 18::numeric, 'is no room for others');
select howdah_internal.settle_call('acme', 'ann', 1, 'chat', howdah.clock(), 3);
select howdah_internal.hold_budget(pg_temp.budgets(), -12);
select is(pg_temp.room(), 27::numeric, 'nor is what was spent');
select howdah_internal.settle_call('acme', 'ann', 1, 'chat', '2026-02-28 12:00Z', 3);
select is(pg_temp.room(), 27::numeric,
  'a call counts in the window in which it began');
select is((select (spent_cents, remaining_cents, resets_at)::text from howdah.budget_status where scope = 'user'),
  format('(3.0000000000,27.0000000000,"%s")', '2026-04-01 00:00Z'::timestamptz), 'the status shows the present window');
select * from finish();
rollback;
