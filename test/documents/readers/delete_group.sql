begin;
select plan(9);
select howdah.act_as(null, 'acme');
select howdah.set_group('sales', '{ann,bob}'), howdah.set_group('staff', '{ann}');
create temp table d as select howdah.add_document('The plan.', 'plan.md', readers => '{sales}') as id;
select throws_ok($$select howdah.delete_group('sales')$$, 'PT409', 'the group is a reader of 1 documents',
  'a group that documents name stays');
select howdah.add_document('The plan.', 'plan.md', readers => '{staff}');
set local role howdah_admin;
select is(howdah.delete_group('sales'), 2, 'one that none names goes, with its members');
select is((select count(*) from howdah.group_members where group_name = 'sales'), 0::bigint, 'who are in it no more');
select throws_ok($$select howdah.delete_group('sales')$$, 'PT404', 'there is no such group', 'once');
select throws_ok($$select howdah.delete_group(null)$$, '22004', null, 'null names none');
reset role;
select throws_ok($$select howdah.add_document('The plan.', 'plan.md', readers => '{sales}')$$, 'PT404', null,
  'nothing can be for it any more');
select howdah.act_as(null, 'beta');
select throws_ok($$select howdah.delete_group('staff')$$, 'PT404', null, 'another tenant has none of its name');
select howdah.act_as(null, 'acme');
select is((select count(*) from howdah_internal.audience_readers), 1::bigint, 'sets that nothing has go with it');
set local role howdah_app;
select throws_ok($$select howdah.delete_group('staff')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
