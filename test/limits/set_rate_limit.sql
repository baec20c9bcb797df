begin;
select plan(20);
select howdah.act_as('ann', 'acme');

select isnt(howdah.set_rate_limit('user', 20), null, 'a limit is made');
select is(howdah.set_rate_limit('user', 30), (select id from howdah.rate_limits),
  'again changes the one that is there');
select is((select (tenant_id, scope, scope_id, unit, period, limit_value, burst)::text from howdah.rate_limits),
  '(acme,user,*,requests,minute,30,)', 'requests in a minute, each user''s own, any burst');
select howdah.set_rate_limit('global', 9, 'concurrent');
select is((select (tenant_id, period)::text from howdah.rate_limits where scope = 'global'), '(*,now)',
  'a global one belongs to no tenant; concurrent has no period');
select lives_ok($$select howdah.set_rate_limit('plan', 100000, 'input_tokens', 'day', 'free')$$,
  'tokens in a day, by plan');
select lives_ok($$select howdah.set_rate_limit('user', null)$$, 'null is no limit');
select lives_ok($$select howdah.set_rate_limit('user', 0, scope_id => 'eve')$$, '0 blocks');
select lives_ok($$select howdah.set_rate_limit('tenant', 600, 'requests', 'hour', burst => 10)$$, 'a burst');

select throws_ok($$select howdah.set_rate_limit('user', 5, scope_id => '')$$, '22023', null,
  'it is of nobody where the name is empty, and refused');
select throws_ok($$select howdah.set_rate_limit(null, 5)$$, '22004', null, 'a scope is needed');
select throws_ok($$select howdah.set_rate_limit('feature', 5)$$, '22023', null, 'an unknown scope is refused');
select throws_ok($$select howdah.set_rate_limit('user', -1)$$, '22023', null, 'so is a limit below zero');
select throws_ok($$select howdah.set_rate_limit('user', 5, 'cents')$$, '22023', null, 'and an unknown unit');
select throws_ok($$select howdah.set_rate_limit('user', 5, 'requests', 'week')$$, '22023', null,
  'and an unknown period');
select throws_ok($$select howdah.set_rate_limit('user', 5, 'concurrent', 'minute')$$, '22023', null,
  'and concurrent calls in a minute');
select throws_ok($$select howdah.set_rate_limit('user', 5, burst => 0)$$, '22023', null, 'and an empty burst');
select throws_ok($$select howdah.set_rate_limit('user', 5, 'requests', 'day', burst => 2)$$, '22023', null,
  'and the burst of a day');
select throws_ok($$select howdah.set_rate_limit('global', 5, scope_id => 'acme')$$, '22023', null,
  'and a global one of somebody');

set local role howdah_app;
select throws_ok($$select howdah.set_rate_limit('user', 5)$$, '42501', null, 'an application may not');
set local role howdah_admin;
select lives_ok($$select howdah.set_rate_limit('user', 5)$$, 'an administrator may');
select * from finish();
rollback;
