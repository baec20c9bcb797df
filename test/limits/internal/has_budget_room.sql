begin;
select plan(8);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'm', 'embedding', 3);
create function pg_temp.has_room(tokens bigint) returns boolean language sql as $$
  select howdah_internal.has_budget_room('acme', 'ann', howdah_internal.find_model('p/m', 'embedding'), 'question',
    has_room.tokens)
$$;
select howdah.act_as('ann', 'acme');
select is(pg_temp.has_room(1000), true, 'without budgets nothing is too dear');
select howdah.set_budget('user', 10, 'day');
select is(pg_temp.has_room(1000), true, 'nor is what has no price');
-- A cent for a token.
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000}]');
select is(pg_temp.has_room(10), true, 'what fits has room');
select is(pg_temp.has_room(11), false, 'what is dearer than the budget has none');
select howdah_internal.settle_call('acme', 'ann', null, 'question', howdah.clock(), 5);
select is(pg_temp.has_room(6), false, 'what was spent counts');
select howdah.set_budget('user', 10, 'day', is_hard => false);
select is(pg_temp.has_room(11), true, 'a soft budget only counts');
set local role howdah_app;
select throws_ok($$select howdah_internal.has_budget_room('acme', 'ann', 1, 'question', 1)$$, '42501', null,
  'the application may not ask');
set local role howdah_worker;
select throws_ok($$select howdah_internal.has_budget_room('acme', 'ann', 1, 'question', 1)$$, '42501', null,
  'nor may a worker');
select * from finish();
rollback;
