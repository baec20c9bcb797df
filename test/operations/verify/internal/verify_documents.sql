begin;
select plan(4);
select howdah.add_document('A text about granite.', 'granite.md') is not null as added;
select howdah.add_document('A text about slate.', 'slate.md') is not null as added;
select is_empty('select * from howdah_internal.verify_documents()', 'a chunk with a job is on its way');
delete from howdah_internal.jobs where chunk_id = (
  select c.id from howdah.chunks as c join howdah.documents as d on d.id = c.document_id where d.source = 'granite.md');
select results_eq('select check_name, object from howdah_internal.verify_documents()',
  $$values ('chunk_gets_its_vector', 'collection default of tenant default')$$, 'one without is found');
insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, owner_id, content_hash, embedding)
select c.tenant_id, m.id, c.id, c.collection, 'somebody', c.content_hash,
       array_fill(1, array[m.dimensions])::vector::halfvec
  from howdah.chunks as c, howdah.models as m
 where m.id = howdah_internal.default_model('embedding');
set local session_replication_role = replica;
update howdah.chunks set collection = 'other' where content like '%slate%';
delete from howdah.documents where source = 'granite.md';
select results_eq('select check_name from howdah_internal.verify_documents() order by 1',
  $$values ('chunk_has_its_document'), ('chunk_is_where_its_document_is'), ('vector_is_where_its_chunk_is'),
    ('vector_is_where_its_chunk_is')$$,
  'what was changed past the functions is found');
delete from howdah.chunks;
select results_eq('select check_name, detail from howdah_internal.verify_documents() order by 1',
  $$values ('vector_has_its_chunk', '2 vectors are of no chunk')$$, 'vectors of nothing too');
select * from finish();
rollback;
