begin;
select plan(7);

select is(howdah.current_tenant(), 'default', 'without a word about tenants it is default');
set local howdah.tenant = 'acme';
select is(howdah.current_tenant(), 'acme', 'what act_as sets is the tenant');
set local request.jwt.claims = '{"sub": "ann", "tenant_id": "globex"}';
select is(howdah.current_tenant(), 'globex', 'the claim tenant_id goes before the setting');
set local request.jwt.claims = '{"sub": "ann", "app_metadata": {"tenant_id": "initech"}}';
select is(howdah.current_tenant(), 'initech', 'the claim app_metadata.tenant_id is read too');
set local request.jwt.claims = '{"sub": "ann", "user_metadata": {"tenant_id": "evil"}}';
select is(
  howdah.current_tenant(), 'default', 'user_metadata, which users write themselves, is never read'
);
set local request.jwt.claims = '{"sub": "ann"}';
select is(
  howdah.current_tenant(), 'default', 'claims without a tenant do not fall back to the setting'
);
set local role howdah_app;
select is(howdah.current_tenant(), 'default', 'an application login may ask');

select * from finish();
rollback;
