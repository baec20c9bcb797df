begin;
select plan(16);
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
select howdah.act_as('ada', 'acme');
select howdah.add_document('Shared.', 'notes.md', private => false);
select is(howdah.delete_document(source => 'notes.md'), true, 'by its source');
select throws_ok($$select howdah.delete_document(source => 'notes.md', collection => 'default')$$, 'PT404', null,
  'which is gone then');
select howdah.add_document('Shared.', 'notes.md', private => false);
select howdah.add_document('Private.', 'notes.md', private => true);
select throws_ok($$select howdah.delete_document(source => 'notes.md')$$, 'PT409', null,
  'where two have the source nothing is guessed');
select throws_ok($$select howdah.delete_document(gen_random_uuid(), 'notes.md')$$, '22023', null, 'one name is enough');
select howdah.act_as('bob', 'acme');
select is(howdah.delete_document(source => 'notes.md'), true, 'the private one of another user is in nobody''s way');
select * from finish();
rollback;
