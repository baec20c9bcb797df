begin;
select plan(9);
select howdah.act_as('ada', 'acme');
select howdah.add_document(E'# A\none\n\n# B\ntwo', 'a.md', private => false);
create function pg_temp.embed(wanted text) returns void language sql as $$
  insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, content_hash, embedding)
  select c.tenant_id, 1, c.id, c.collection, c.content_hash, array_fill(0.5::real, array[384])::halfvec
    from howdah.chunks as c where c.content = wanted
$$;
create function pg_temp.status() returns text language sql as $$
  select concat_ws(' ', status, chunk_count, embedded_count, queued_count, failed_count, error_code)
  from howdah.document_status
$$;
select is(pg_temp.status(), 'queued 2 0 2 0', 'a new document is queued');
select pg_temp.embed('one');
select is(pg_temp.status(), 'embedding 2 1 1 0', 'with one vector of two it is embedding');
update howdah_internal.jobs as j set state = 'dead', error_code = 'bad_request';
select is(pg_temp.status(), 'failed 2 1 0 1 bad_request', 'a dead job makes it failed and says why');
select pg_temp.embed('two');
select is(pg_temp.status(), 'ready 2 2 0 0', 'with all vectors it is ready');
select results_eq($$select collection, embedding_model, chunks, embedded, missing, stale, percent
  from howdah.embedding_coverage$$,
  $$values ('default', 'local/local-embedding', 2::bigint, 2::bigint, 0::bigint, 0::bigint, 100.00)$$,
  'coverage counts the vectors');
select is((select array_agg(content order by chunk_index) from howdah.document_embeddings), array['one', 'two'],
  'document_embeddings has a row for each vector');
select howdah.add_document('mine', 'private.md');
set local role howdah_app;
select is((select count(*)::integer from howdah.document_status), 2, 'a user sees the tenant''s and her own documents');
select howdah.act_as('bob', 'acme');
select is((select count(*)::integer from howdah.document_status), 1, 'another user sees only the tenant''s');
select howdah.act_as('bob', 'other');
select is((select count(*)::integer from howdah.document_status) + (select count(*)::integer
  from howdah.document_embeddings), 0,
  'another tenant sees nothing');
reset role;
select * from finish();
rollback;
