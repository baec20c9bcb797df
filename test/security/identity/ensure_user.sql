begin;
select plan(8);

select howdah.act_as(null, 'acme') as me;
select is(howdah.ensure_user(), null, 'nobody stays nobody');
select isnt_empty(
  $$select from howdah.tenants where tenant_id = 'acme'$$, 'but the tenant is there'
);

set local role howdah_app;
select howdah.act_as('ann', 'acme') as me;
select is(howdah.ensure_user(), 'ann', 'it answers the user');
select results_eq(
  'select id, email from howdah.users', $$values ('ann', 'ann')$$, 'whose e-mail is the id at first'
);
select is(howdah.ensure_user(), 'ann', 'a second time is no error');

set local request.jwt.claims = '{"sub": "bob", "tenant_id": "acme", "email": "bob@example.com"}';
select is(howdah.ensure_user(), 'bob', 'claims make a user too');
select results_eq(
  'select id, email from howdah.users', $$values ('bob', 'bob@example.com')$$, 'with the e-mail they carry'
);

set local role howdah_analyst;
select throws_ok('select howdah.ensure_user()', '42501', null, 'an analyst makes no users');

select * from finish();
rollback;
