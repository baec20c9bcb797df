begin;
select plan(11);
create temp table made as select howdah.add_document(E'# A\none\n\n# B\ntwo', 'a.md') as id;
insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, content_hash, embedding)
select c.tenant_id, 1, c.id, c.collection, c.content_hash, array_fill(0.5::real, array[384])::halfvec
  from howdah.chunks as c where c.content = 'one';
select howdah.add_document('three', 'b.md');
select is((select howdah.delete_document(id) from made), true, 'a document is deleted');
select is((select count(*)::integer from howdah.chunks), 1, 'with its chunks');
select is((select count(*)::integer from howdah.embeddings), 0, 'its vectors');
select is((select count(*)::integer from howdah_internal.jobs), 1, 'and its waiting jobs, not those of others');
select throws_ok($$select howdah.delete_document((select id from made))$$, 'PT404', null,
  'a document that is gone is not there');
select throws_ok($$select howdah.delete_document(null)$$, 'PT404', null, 'null names no document');
select howdah.act_as('ada', 'acme');
create temp table private as select howdah.add_document('secret', 's') as id;
grant select on private to howdah_app, howdah_worker;
select howdah.act_as('bob', 'acme');
select throws_ok($$select howdah.delete_document((select id from private))$$, 'PT404', null,
  'another user''s document is not there');
select howdah.act_as('ada', 'other');
select throws_ok($$select howdah.delete_document((select id from private))$$, 'PT404', null,
  'another tenant''s document is not there');
select howdah.act_as('ada', 'acme');
set local role howdah_worker;
select throws_ok($$select howdah.delete_document((select id from private))$$, '42501', null, 'a worker may not delete');
reset role;
set local role howdah_app;
select is(howdah.delete_document((select id from private)), true, 'its owner deletes it');
reset role;
select is((select count(*)::integer from howdah.documents where tenant_id = 'acme'), 0, 'and it is gone');
select * from finish();
rollback;
