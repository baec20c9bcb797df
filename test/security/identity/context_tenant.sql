begin;
select plan(5);

select is(howdah.context_tenant(), 'default', 'with one tenant nobody has to name it');
select howdah.set_setting('tenancy', 'required') is null as required;

set local role howdah_app;
select throws_ok(
  'select howdah.context_tenant()',
  '28000', null, 'where tenancy is required, a call without a tenant is refused'
);
set local howdah.tenant = 'acme';
select is(howdah.context_tenant(), 'acme', 'a named tenant is let in');
set local request.jwt.claims = '{"sub": "ann"}';
select throws_ok(
  'select howdah.context_tenant()',
  '28000', null, 'claims without a tenant are refused, whatever the setting says'
);
set local request.jwt.claims = '{"sub": "ann", "tenant_id": "acme"}';
select is(howdah.context_tenant(), 'acme', 'claims with one are let in');

select * from finish();
rollback;
