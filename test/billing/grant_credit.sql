begin;
select plan(50);
select howdah_test.set_time('2026-03-10 12:00+00') is null as noon;
select howdah.register_model('p', 'm', 'chat'), howdah.set_price('p', 'm', '2026-01-01Z',
  '[{"input": 100, "output": 400}]');
select howdah.register_model('p', 'free', 'chat'), howdah.set_price('p', 'free', '2026-01-01Z', '[{"input": 0}]');
select howdah.register_model('p', 'e', 'embedding', 8), howdah.set_price('p', 'e', '2026-01-01Z', '[{"input": 100}]');
select howdah.set_tenant('acme'), howdah.set_tenant('other');
select howdah.set_customer_price(50, effective_from => '2026-01-01');
select howdah.set_customer_price(tiers => '[{"input": 1000, "output": 0}]', model => 'p/free',
  effective_from => '2026-01-01');
create function pg_temp.balance(out granted numeric, out used numeric, out held numeric, out balance numeric)
  language sql as 'select granted_cents, used_cents, held_cents, balance_cents from howdah.credit_balance()';
create function pg_temp.counted() returns numeric language sql as $$
  select trim_scale(coalesce(sum(amount_cents), 0)) from howdah_internal.customer_usage('acme', '2026-03-10 12:00Z',
    'infinity', 'UTC')
$$;
select howdah.act_as('ann', 'acme');
select howdah.record_usage('p/m', '{"prompt_tokens": 10000, "completion_tokens": 0}', started_at => '2026-03-09Z');
select is_empty('select * from howdah.credit_balance()', 'who has no credit is not limited');
select is((select admitted from howdah.admit('p/m', 10000000, 0)), true, 'and lets in what it likes');
select howdah.cancel_reservation(id) from howdah_internal.reservations;

select isnt(howdah.grant_credit('acme', 10, 'invoice 1', request_key => '1'), null, 'a credit has an id');
select is(howdah.grant_credit('acme', 10, 'invoice 1', request_key => '1'),
  (select id from howdah.credits where request_key = '1'), 'which its key finds again');
select throws_ok($$select howdah.grant_credit('acme', 11, request_key => '1')$$, 'PT409', null,
  'for that credit alone');
select results_eq('select * from pg_temp.balance()', 'values (10::numeric, 0::numeric, 0::numeric, 10::numeric)',
  'what was used before does not lower it');
select howdah.record_usage('p/m', '{"prompt_tokens": 10000, "completion_tokens": 0}',
  started_at => '2026-03-10 11:59Z');
select is((select used from pg_temp.balance()), 0::numeric, 'nor what began before and comes later');

create temp table held as select * from howdah.admit('p/m', 20000, 0);
select is((select admitted from held), true, 'a call is let in');
select results_eq('select * from pg_temp.balance()', 'values (10::numeric, 0::numeric, 3::numeric, 10::numeric)',
  'and holds what the customer will pay');
select is((select amount_cents from howdah_internal.reservations where status = 'held'), 2::numeric,
  'not what it costs');
create temp table refused as select * from howdah.admit('p/m', 50000, 0);
select results_eq('select admitted, reason, scope, unit, period, retry_after from refused',
  $$values (false, 'budget', 'credit', 'cents', 'total', 1)$$, 'what does not fit beside it is refused for now');
select results_eq('select admitted, scope, retry_after from howdah.admit(''p/m'', 70000, 0)',
  $$values (false, 'credit', null::integer)$$, 'what never fits for good');
select is(howdah.settle(reservation_id, '{"input_tokens": 10000, "output_tokens": 0}'), 1::numeric, 'it cost 1')
  from held;
select results_eq('select * from pg_temp.balance()', 'values (10::numeric, 1.5, 0::numeric, 8.5)',
  'and uses up what the customer pays');
select is(howdah.settle((select reservation_id from howdah.admit('p/free', 1000, 0)),
  '{"input_tokens": 1000, "output_tokens": 0}'),
  0::numeric, 'what costs nothing');
select is((select used from pg_temp.balance()), 2.5, 'may have a price of its own');
select is((select scope from howdah.admit('p/free', 8000, 0)), 'credit', 'for which there has to be room');
create temp table cancelled as select * from howdah.admit('p/m', 20000, 0);
select howdah.cancel_reservation(reservation_id) from cancelled;
select is((select held from pg_temp.balance()), 0::numeric, 'what is cancelled holds nothing');
select howdah.settle(reservation_id, '{"input_tokens": 20000, "output_tokens": 0}') from cancelled;
select is((select used from pg_temp.balance()), 5.5, 'but is counted when it was called all the same');
create temp table expired as select * from howdah.admit('p/m', 20000, 0, expires_in => '1 second');
select howdah_test.set_time('2026-03-10 12:01+00') is null as later;
select is((select admitted from howdah.admit('p/m', 25000, 0, feature => 'after')), true,
  'what has expired stands in nobody''s way');
select howdah_internal.expire_reservations();
select is((select held from pg_temp.balance()), 3.75, 'and gives back what it held');
select howdah.cancel_reservation(id) from howdah_internal.reservations where status = 'held';

-- A budget beside it.
select howdah.set_budget('tenant', 1000, 'total') is not null as budget;
select howdah.settle((select reservation_id from howdah.admit('p/m', 10000, 0)),
  '{"input_tokens": 10000, "output_tokens": 0}');
select results_eq(
  'select scope, trim_scale(spent_cents) from howdah.budget_status where tenant_id = ''acme'' order by 1',
  $$values ('credit', 7.0), ('tenant', 1.0)$$, 'a budget counts cost, the credit what customers pay');
select is((select scope from howdah.admit('p/m', 30000, 0)), 'credit', 'the one that is short says so');
select is_empty('select from howdah_internal.budget_windows where reserved_cents != 0',
  'and holds nothing in the other');
select is((select remaining from howdah.limit_status() where scope = 'credit'), 3::numeric, 'limit_status shows it');

-- Prices that change.
select howdah.set_price('p', 'm', '2026-03-10 12:01Z', '[{"input": 50, "output": 400}]');
select howdah.reprice_usage('2026-03-01', '2026-04-01') is not null as repriced;
select is((select used from pg_temp.balance()), pg_temp.counted(), 'a corrected price is in the balance');
select is((select used from pg_temp.balance()), 6.25, 'of what came after the credit');
select howdah.set_customer_price(100, effective_from => '2026-03-01');
select is((select used from pg_temp.balance()), pg_temp.counted(), 'and a customer''s price');
select isnt((select used from pg_temp.balance()), 6.25, 'that changes it');
select results_eq($$select check_name, detail from howdah.verify() where check_name ~ 'credit|window'$$,
  $$select null::text, null::text where false$$, 'verify() finds all as it has to be');

-- More of it, and less.
select howdah.grant_credit('acme', 5.5) is not null as more;
select is((select granted from pg_temp.balance()), 15.5, 'credits add up');
select howdah.grant_credit('acme', -0.5, 'paid back') is not null as less;
select is((select granted from pg_temp.balance()), 15::numeric, 'what is left may be paid back');
select throws_ok($$select howdah.grant_credit('acme', -14)$$, 'PT412', null, 'but no more than that');
select throws_ok($$select howdah.grant_credit('other', -1)$$, 'PT412', null, 'and nothing where nothing was given');
select is((select granted from pg_temp.balance()), 15::numeric, 'nothing of it is left behind');
select howdah.grant_credit('other', 7, 'outage', is_refund => true) is not null as refund;
select howdah.act_as('bob', 'other');
select is_empty('select * from howdah.credit_balance()', 'a refund limits nobody');
select is((select admitted from howdah.admit('p/m', 10000000, 0)), true, 'no, nobody');
select howdah.act_as('ann', 'acme');
select howdah.register_model('p', 'unpriced', 'chat') as model;
select is((select reason from howdah.admit('p/unpriced', 10, 0)), 'unpriced', 'what has no price is refused');
select howdah.close_statement('acme', '2026-02-01') is not null as february;
select howdah_test.set_time('2026-04-01 12:00+00') is null as april;
select howdah.close_statement('acme', '2026-03-01') is not null as march;
select is((select prepaid_cents from howdah.statements where month = '2026-03-01'), (select used
  from pg_temp.balance()),
  'a statement says what of it the credit has paid');
select is((select trim_scale(due_cents) from howdah.statements where month = '2026-03-01'), 4::numeric,
  'and what is due: the calls from before the credit');

select howdah.grant_credit('other', 1, '', is_refund => true), howdah.close_statement('other', '2026-03-01');
select is((select description from howdah.statement_lines where tenant_id = 'other' and amount_cents = -1), 'refund',
  'a refund without a reason is called one');
select throws_ok($$select howdah.grant_credit('acme', 1, request_key => '')$$, '22023', null, 'a key is not empty');
select throws_ok($$select howdah.grant_credit('acme', null)$$, '22004', null, 'it has an amount');
select throws_ok($$select howdah.grant_credit('acme', 0)$$, '22023', null, 'that is not 0');
select throws_ok($$select howdah.grant_credit('acme', 'NaN')$$, '22023', null, 'and a number');
select lives_ok($$select howdah.grant_credit('new', 1e9) from generate_series(1, 9),
  howdah.set_tenant('new')$$, 'of nine thousand million together');
select throws_ok($$select howdah.grant_credit('new', 1)$$, '22023', null, 'which is all that fits');
select throws_ok($$select howdah.grant_credit('nobody', 1)$$, 'PT404', null, 'and is somebody''s');
select throws_ok('delete from howdah.credits', 'PT409', null, 'credits stay');
set local role howdah_app;
select throws_ok($$select howdah.grant_credit('acme', 1)$$, '42501', null, 'an application grants none');
select * from finish();
rollback;
