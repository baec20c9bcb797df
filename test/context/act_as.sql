begin;
select plan(12);

select ok(
  howdah.act_as('ann', 'acme'), 'act_as answers true, so that one statement carries user and query'
);
select is(howdah.current_user_id(), 'ann', 'the user is set');
select is(howdah.current_tenant(), 'acme', 'the tenant is set');
select ok(howdah.act_as('bob'), 'another user may follow in the same transaction');
select is(howdah.current_tenant(), 'default', 'without a tenant the one before is gone');
select ok(howdah.act_as(null), 'null takes the user away');
select is(howdah.current_user_id(), null, 'then nobody acts');

select throws_ok(
  format('select howdah.act_as(%L)', repeat('x', 201)),
  '22001', null, 'a user id over 200 characters is refused'
);

select set_config('request.jwt.claims', '{"sub": "ann", "tenant_id": "acme"}', true) is null as claims;
set local role howdah_app;
select throws_ok(
  $$select howdah.act_as('bob')$$,
  '42501', null, 'a request with claims may not act as somebody else'
);
select throws_ok(
  $$select howdah.act_as('ann', 'other')$$,
  '42501', null, 'nor in another tenant'
);
select throws_ok(
  $$select howdah.act_as(null)$$,
  '42501', null, 'nor as nobody'
);
select ok(howdah.act_as('ann', 'acme'), 'it may name itself');

select * from finish();
rollback;
