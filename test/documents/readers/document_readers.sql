begin;
select plan(10);
select howdah.act_as(null, 'acme');
select howdah.set_group('sales', '{bob,cid}');
create temp table d as
select 'plan' as name, howdah.add_document('The plan.', 'plan.md', readers => '{sales,user:dan}') as id
union all select 'open', howdah.add_document('For all.', 'open.md');
grant select, insert on d to howdah_app;
grant select on d to howdah_admin;
select howdah.act_as('ann', 'acme');
insert into d select 'own', howdah.add_document('Ann''s.', 'own.md', readers => '{sales}');
set local role howdah_app;
select results_eq($$select r.* from d, howdah.document_readers(id) as r where d.name = 'own'$$,
  $$values ('owner', 'ann', null::integer), ('group', 'sales', 2)$$, 'the owner sees who may read it');
select results_eq($$select r.kind, r.name from d, howdah.document_readers(id) as r where d.name = 'open'$$,
  $$values ('everybody', null)$$, 'what is everybody''s says so');
select throws_ok($$select r.* from d, howdah.document_readers(id) as r where d.name = 'plan'$$, 'PT404', null,
  'who is no reader is told nothing');
select howdah.act_as('bob', 'acme');
select throws_ok($$select r.* from d, howdah.document_readers(id) as r where d.name = 'own'$$, 'PT404', null,
  'nor is a reader of somebody''s document');
select results_eq($$select r.* from d, howdah.document_readers(id) as r where d.name = 'plan'$$,
  $$values ('group', 'sales', 2), ('user', 'dan', null)$$, 'a reader of what nobody owns sees the others');
select throws_ok($$select howdah.document_readers(null)$$, '22004', null, 'a document is required');
set local role howdah_admin;
select howdah.act_as(null, 'acme');
select is((select count(*) from d, howdah.document_readers(id) as r), 5::bigint, 'an administrator sees all');
select howdah.act_as(null, 'beta');
select throws_ok($$select r.* from d, howdah.document_readers(id) as r where d.name = 'plan'$$, 'PT404', null,
  'of the own tenant');
set local role howdah_analyst;
select throws_ok($$select howdah.document_readers(gen_random_uuid())$$, '42501', null, 'an analyst nothing');
set local role howdah_worker;
select throws_ok($$select howdah.document_readers(gen_random_uuid())$$, '42501', null, 'nor a worker');
select * from finish();
rollback;
