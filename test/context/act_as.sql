begin;
select plan(17);

select ok(
  howdah.act_as('ann', 'acme'), 'act_as answers true, so that one statement carries user and query'
);
select is(howdah.current_user_id(), 'ann', 'the user is set');
select is(howdah.current_tenant(), 'acme', 'the tenant is set');
select ok(howdah.act_as('bob'), 'another user may follow in the same transaction');
select is(howdah.current_tenant(), 'default', 'without a tenant the one before is gone');
select ok(howdah.act_as(null), 'null takes the user away');
select is(howdah.current_user_id(), null, 'then nobody acts');

select results_eq(
  $$select howdah.current_user_id() from howdah.act_as(42) as me where me$$, $$values ('42')$$, 'an id may be a number'
);
select results_eq(
  $$select howdah.current_user_id() from howdah.act_as(9007199254740993, 'acme') as me where me$$,
  $$values ('9007199254740993')$$, 'also one that no float8 holds'
);
select results_eq(
  $$select howdah.current_user_id() from howdah.act_as(42.0) as me where me$$, $$values ('42')$$,
  'and it is the same whatever type it comes in'
);
select results_eq(
  $$select howdah.current_user_id() from howdah.act_as('C0FFEE00-0000-0000-0000-000000000000'::uuid) as me where me$$,
  $$values ('c0ffee00-0000-0000-0000-000000000000')$$, 'or a uuid'
);
select results_eq(
  $$select howdah.current_user_id() from howdah.act_as('ann'::varchar) as me where me$$, $$values ('ann')$$,
  'varchar is text'
);

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
