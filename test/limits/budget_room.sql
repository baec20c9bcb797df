begin;
select plan(8);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select is((select (room_cents, windows)::text from howdah.budget_room('acme', 'ann', 1, 'chat')), '(,[])',
  'without a budget there is no limit');
select howdah.set_budget('tenant', 100, 'day');
select howdah.set_budget('user', 30, 'month');
select howdah.set_budget('global', 5, 'day', is_hard => false);
create temp table room as select * from howdah.budget_room('acme', 'ann', 1, 'chat');
select is((select (room_cents, scope, ends_at)::text from room),
  format('(30.0000000000,user,"%s")', '2026-04-01 00:00Z'::timestamptz), 'the tightest hard budget counts');
select is((select jsonb_array_length(windows) from room), 3, 'all of them are locked, the soft one too');

select lives_ok('select howdah.hold_budget(windows, 12) from room', 'what is held');
select is((select room_cents from howdah.budget_room('acme', 'ann', 1, 'chat')), 18::numeric, 'is no room for others');
select howdah.spend_budget('acme', 'ann', 1, 'chat', howdah.clock(), 3);
select howdah.hold_budget(windows, -12) from room;
select is((select room_cents from howdah.budget_room('acme', 'ann', 1, 'chat')), 27::numeric, 'nor is what was spent');
select howdah.spend_budget('acme', 'ann', 1, 'chat', '2026-02-28 12:00Z', 3);
select is((select room_cents from howdah.budget_room('acme', 'ann', 1, 'chat')), 27::numeric,
  'a call counts in the window in which it began');
select is((select (spent_cents, remaining_cents, resets_at)::text from howdah.budget_status where scope = 'user'),
  format('(3.0000000000,27.0000000000,"%s")', '2026-04-01 00:00Z'::timestamptz), 'the status shows the present window');
select * from finish();
rollback;
