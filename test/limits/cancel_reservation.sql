begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'm', 'chat');
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.act_as('ann', 'acme');
select howdah.set_budget('tenant', 100, 'day');
select howdah.set_rate_limit('user', 1, 'concurrent');
select howdah.set_rate_limit('user', 1000, 'input_tokens', 'month');
select howdah.set_rate_limit('user', 1000, 'input_tokens', 'hour');
select howdah.set_rate_limit('user', 10, 'requests', 'day');
create temp table call as select reservation_id as id from howdah.admit('p/m', 10, 20);

select is(howdah.cancel_reservation((select id from call)), true, 'a call that is not made gives back');
select is((select reserved_cents from howdah_internal.budget_windows), 0::numeric, 'its money');
select is((select array_agg(format('%s %s %s', used, reserved, in_bucket) order by period, unit) from howdah.rate_status
  where unit != 'requests'), '{"0 0 0","0 0 ","0 0 "}', 'its tokens and its slot');
select is((select used from howdah.rate_status where unit = 'requests'), 1::bigint,
  'the request was made all the same');
select is(howdah.cancel_reservation((select id from call)), false, 'again there is nothing to give back');

create temp table other as select reservation_id as id from howdah.admit('p/m', 10, 20);
select howdah.act_as('ann', 'other');
select is(howdah.cancel_reservation((select id from other)), false, 'another tenant''s is not there');
set local request.jwt.claims = '{"sub": "bob", "tenant_id": "acme"}';
select is(howdah.cancel_reservation((select id from other)), false, 'with claims another user''s is not there');
set local request.jwt.claims = '';
select throws_ok('select howdah.cancel_reservation(null)', '22004', null, 'an id is needed');
set local role howdah_worker;
select throws_ok('select howdah.cancel_reservation(gen_random_uuid())', '42501', null, 'a worker may not');
select * from finish();
rollback;
