begin;
select plan(9);

select lives_ok($$select howdah.set_tenant('acme', 'Europe/Berlin', 'pro')$$, 'a tenant is made');
select lives_ok($$select howdah.set_tenant('acme')$$, 'and may be made again');
select results_eq(
  $$select time_zone, plan from howdah.tenants where tenant_id = 'acme'$$,
  $$values ('Europe/Berlin', 'pro')$$, 'null keeps what is there'
);
select throws_ok($$select howdah.set_tenant(null)$$, '22004', null, 'a name is required');
select throws_ok($$select howdah.set_tenant('')$$, '22023', null, 'an empty name is refused');
select throws_ok(
  $$select howdah.set_tenant(repeat('x', 201))$$, '22001', null,
  'a name over 200 characters is refused'
);
select throws_ok(
  $$select howdah.set_tenant('acme', 'Mars/Olympus')$$, '22023', null,
  'an unknown time zone is refused'
);

set local role howdah_admin;
select lives_ok($$select howdah.set_tenant('globex')$$, 'an administrator may make tenants');
set local role howdah_app;
select throws_ok(
  $$select howdah.set_tenant('acme', plan => 'free')$$, '42501', null, 'an application may not'
);

select * from finish();
rollback;
