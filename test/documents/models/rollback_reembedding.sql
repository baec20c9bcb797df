begin;
select plan(13);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('stub', 'new', 'embedding', 4, is_indexed => false);
select howdah.add_document('Twenty days of leave a year.', 'leave.md');
create function pg_temp.embed(model text, vector halfvec) returns void language sql as $$
  insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, owner_id, content_hash, embedding)
  select c.tenant_id, howdah_internal.find_model(model, 'embedding'), c.id, c.collection, c.owner_id,
  c.content_hash, vector
    from howdah.chunks as c
  on conflict do nothing;
  delete from howdah_internal.jobs as j
  where (j.payload ->> 'model_id')::integer = howdah_internal.find_model(model, 'embedding');
$$;
create function pg_temp.model() returns text language sql as $$
  select howdah_internal.model_name(c.embedding_model_id) from howdah.collections as c where c.name = 'default' $$;
select pg_temp.embed('local/local-embedding', ('[1' || repeat(',0', 383) || ']')::halfvec);
select throws_ok($$select howdah.rollback_reembedding(null)$$, '22004', null, 'a collection is required');
select throws_ok($$select howdah.rollback_reembedding('default')$$, 'PT404', null,
  'without a change there is nothing to go back to');

select howdah.start_reembedding('default', 'stub/new');
select is(howdah.rollback_reembedding('default'), 'local/local-embedding', 'a running change is cancelled');
select is((select count(*) from howdah_internal.jobs where lane = 'stub/new/bulk'), 0::bigint,
  'its jobs are not bought any more');
select howdah.add_document('Thirty days of notice.', 'notice.md');
select is((select count(*) from howdah_internal.jobs where lane = 'stub/new/bulk'), 0::bigint,
  'nor are those of new documents');
select pg_temp.embed('local/local-embedding', ('[0,1' || repeat(',0', 382) || ']')::halfvec);

select howdah.start_reembedding('default', 'stub/new');
select pg_temp.embed('stub/new', '[1,0,0,0]');
select howdah_internal.tend_model_changes();
select is(pg_temp.model(), 'stub/new', 'the next change goes through');
-- As if its transaction had been open during the switch: it knew the new model only.
select howdah.add_document('Late but true.', 'late.md');
delete from howdah_internal.jobs where lane = 'local/local-embedding/bulk';
set local role howdah_app;
select throws_ok($$select howdah.rollback_reembedding('default')$$, '42501', null, 'an application may not go back');
set local role howdah_admin;
select is(howdah.rollback_reembedding('default'), 'local/local-embedding', 'an administrator may');
reset role;
select is(pg_temp.model(), 'local/local-embedding', 'the former model answers again');
select is((select count(*) from howdah_internal.jobs where lane = 'local/local-embedding/bulk'), 1::bigint,
  'what it misses is queued');
select is((select count(*) from howdah_internal.jobs where lane = 'stub/new/bulk'), 0::bigint,
  'and nothing for the other');
select throws_ok($$select howdah.rollback_reembedding('default')$$, 'PT404', null, 'twice is refused');

select howdah_test.set_time('2026-03-08 12:00:01Z');
select howdah_internal.tend_model_changes();
select results_eq($$select distinct howdah_internal.model_name(model_id) from howdah.embeddings$$,
  $$values ('local/local-embedding')$$,
  'after the grace time the vectors of the other model go');
select * from finish();
rollback;
