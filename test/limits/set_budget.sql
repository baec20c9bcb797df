begin;
select plan(17);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');

select isnt(howdah.set_budget('tenant', 500), null, 'a budget is made');
select is(howdah.set_budget('tenant', 700), (select id from howdah.budgets), 'again changes the one that is there');
select is((select (tenant_id, scope, scope_id, period, limit_cents, is_hard)::text from howdah.budgets),
  '(acme,tenant,*,month,700.0000000000,t)', 'of the tenant, for a month, hard');
select howdah.set_budget('global', 9, 'day');
select is((select tenant_id from howdah.budgets where scope = 'global'), '*', 'a global one belongs to no tenant');
select lives_ok($$select howdah.set_budget('tenant', null)$$, 'null is no limit');

select howdah.set_budget('tenant', 49.99::float8, 'day'), howdah.set_budget('tenant', '0.1234567890', 'week'),
       howdah.set_budget('tenant', 123456.789012345, 'total');
select results_eq(
  $$select limit_cents from howdah.budgets where scope = 'tenant' and period != 'month' order by period$$,
  'values (49.99), (123456.789012345), (0.1234567890)', 'cents are exact in whatever type they come');
select is(howdah.set_budget('user', 5, null, null, null, null), howdah.set_budget('user', 5), 'null is the default');
select throws_ok($$select howdah.set_budget('user', 5, scope_id => '')$$, '22023', null,
  'it is of nobody where the name is empty, and refused');
select throws_ok($$select howdah.set_budget('tenant', 'Infinity'::float8)$$, '22023', null, 'an endless one is null');
select throws_ok($$select howdah.set_budget('tenant', 5, soft_percent => 80.5)$$, '22023', null, 'a percent is whole');

select throws_ok($$select howdah.set_budget(null, 5)$$, '22004', null, 'a scope is needed');
select throws_ok($$select howdah.set_budget('team', 5)$$, '22023', null, 'an unknown scope is refused');
select throws_ok($$select howdah.set_budget('tenant', -1)$$, '22023', null, 'so is a limit below zero');
select throws_ok($$select howdah.set_budget('tenant', 'NaN')$$, '22023', null, 'and one that is no number');
select throws_ok($$select howdah.set_budget('global', 5, scope_id => 'acme')$$, '22023', null,
  'and a global one of somebody');

set local role howdah_app;
select throws_ok($$select howdah.set_budget('tenant', 5)$$, '42501', null, 'an application may not');
set local role howdah_admin;
select lives_ok($$select howdah.set_budget('tenant', 5)$$, 'an administrator may');
select * from finish();
rollback;
