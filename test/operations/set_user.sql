begin;
select plan(14);

set local role howdah_app;
select howdah.act_as('ann', 'acme') as me;
select lives_ok(
  $$select howdah.set_user('ann', 'ann@example.com', 'pro', '{"team": "a"}')$$,
  'an application makes a user'
);
select lives_ok($$select howdah.set_user('ann')$$, 'and may make it again');
select results_eq(
  'select id, email, plan, metadata from howdah.users',
  $$values ('ann', 'ann@example.com', 'pro', '{"team": "a"}'::jsonb)$$, 'null keeps what is there'
);
select howdah.act_as('bob', 'acme') as me;
select lives_ok($$select howdah.set_user('bob')$$, 'an e-mail is not required');
select results_eq('select email from howdah.users', array['bob'], 'the id stands in for it');
select throws_ok($$select howdah.set_user(null)$$, '22004', null, 'a user id is required');
select throws_ok($$select howdah.set_user('')$$, '22023', null, 'an empty one is refused');
select throws_ok(
  $$select howdah.set_user(repeat('x', 201))$$, '22001', null, 'one over 200 characters is refused'
);
select throws_ok(
  $$select howdah.set_user('ann', metadata => '[]')$$, '22023', null, 'metadata must be an object'
);

set local role howdah_app;
select set_config('request.jwt.claims', '{"sub": "ann", "tenant_id": "acme"}', true);
select throws_ok($$select howdah.set_user('bob')$$, '42501', null, 'with claims nobody sets another user');
select throws_ok($$select howdah.set_user('ann', plan => 'pro')$$, '42501', null, 'nor a plan');
select lives_ok($$select howdah.set_user('ann', 'ann@example.com')$$, 'but their own e-mail');
reset role;
select set_config('request.jwt.claims', '', true);

set local role howdah_worker;
select throws_ok($$select howdah.set_user('ann')$$, '42501', null, 'a worker makes no users');
set local role howdah_analyst;
select throws_ok($$select howdah.set_user('ann')$$, '42501', null, 'nor does an analyst');

select * from finish();
rollback;
