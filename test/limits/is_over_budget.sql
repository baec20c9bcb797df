begin;
select plan(8);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'm', 'embedding', 3);
create function pg_temp.is_over(tokens bigint) returns boolean language sql as $$
  select howdah.is_over_budget('acme', 'ann', howdah.find_model('p/m', 'embedding'), 'question', is_over.tokens)
$$;
select howdah.act_as('ann', 'acme');
select is(pg_temp.is_over(1000), false, 'without budgets nothing is too dear');
select howdah.set_budget('user', 10, 'day');
select is(pg_temp.is_over(1000), false, 'nor is what has no price');
-- A cent for a token.
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000}]');
select is(pg_temp.is_over(10), false, 'what fits is not');
select is(pg_temp.is_over(11), true, 'what is dearer than the budget is');
select howdah.spend_budget('acme', 'ann', null, 'question', howdah.clock(), 5);
select is(pg_temp.is_over(6), true, 'what was spent counts');
select howdah.set_budget('user', 10, 'day', is_hard => false);
select is(pg_temp.is_over(11), false, 'a soft budget only counts');
set local role howdah_app;
select throws_ok($$select howdah.is_over_budget('acme', 'ann', 1, 'question', 1)$$, '42501', null, 'the application may not ask');
set local role howdah_worker;
select throws_ok($$select howdah.is_over_budget('acme', 'ann', 1, 'question', 1)$$, '42501', null, 'nor may a worker');
select * from finish();
rollback;
