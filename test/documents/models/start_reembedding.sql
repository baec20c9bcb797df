begin;
select plan(21);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('stub', 'new', 'embedding', 4, is_indexed => false);
select howdah.register_model('stub', 'other', 'embedding', 4, is_indexed => false);
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

select throws_ok($$select howdah.start_reembedding(null, 'stub/new')$$, '22004', null, 'a collection is required');
select throws_ok($$select howdah.start_reembedding('nowhere', 'stub/new')$$, 'PT404', null,
  'an unknown collection is refused');
select throws_ok($$select howdah.start_reembedding('default', 'stub/none')$$, 'PT404', null,
  'an unknown model is refused');
select throws_ok($$select howdah.start_reembedding('default', 'local/local-embedding')$$, 'PT409', null,
  'the model that is there is refused');
set local role howdah_app;
select throws_ok($$select howdah.start_reembedding('default', 'stub/new')$$, '42501', null, 'an application may not');
set local role howdah_admin;
select isnt(howdah.start_reembedding('default', 'stub/new'), null, 'an administrator may');
select throws_ok($$select howdah.start_reembedding('default', 'stub/other')$$, 'PT409', null,
  'a second start while one runs is refused');
select results_eq($$select state, old_model, new_model, chunk_count, embedded_count, percent, queued_count
  from howdah.reembedding_progress$$,
  $$values ('running', 'local/local-embedding', 'stub/new', 1::bigint, 0::bigint, 0.00, 1::bigint)$$,
  'the progress is there to see');
reset role;
select is((select count(*) from howdah_internal.jobs where lane = 'stub/new/bulk'), 1::bigint,
  'its chunk waits in the new model''s lane');

select howdah.add_document('Thirty days of notice.', 'notice.md');
select results_eq($$select lane, count(*) from howdah_internal.jobs group by lane order by lane$$,
  $$values ('local/local-embedding/bulk', 1::bigint), ('stub/new/bulk', 2)$$, 'a new document gets both vectors');
select howdah.request_query_embedding('leave');
select set_eq($$select lane from howdah_internal.jobs where kind = 'embed_query'$$,
  array['local/local-embedding/interactive', 'stub/new/interactive'], 'and so does a question');
select howdah_internal.tend_model_changes();
select is(pg_temp.model(), 'local/local-embedding', 'as long as a chunk is missing the old model answers');
select pg_temp.embed('stub/new', '[1,0,0,0]');
select howdah_internal.tend_model_changes();
select is(pg_temp.model(), 'stub/new', 'with the last vector the collection switches by itself');

select howdah.store_query_embedding('leave', '[1,0,0,0]');
delete from howdah_internal.query_embeddings;
insert into howdah_internal.query_embeddings (tenant_id, model_id, query_hash, embedding)
values ('default', howdah_internal.find_model('local/local-embedding', 'embedding'),
  howdah_internal.query_hash('leave'),
  ('[1' || repeat(',0', 383) || ']')::halfvec);
select is((select mode from howdah.search('leave', mode => 'semantic') limit 1), 'semantic',
  'a question that only the old model knows is still answered by meaning');
select isnt_empty(format($$select * from howdah.search('leave', mode => 'semantic', query_embedding => %L)$$,
  '[1' || repeat(',0', 383) || ']'),
  'and so is one that an application embedded by the old model');
select throws_ok($$select * from howdah.search('leave', mode => 'semantic', query_embedding => '[1,2]')$$,
  '22023', null,
  'but not one of any other dimensions');
select howdah.add_document('Forty euros a day.', 'travel.md');
select is((select count(*) from howdah_internal.jobs where lane = 'local/local-embedding/bulk'), 2::bigint,
  'what comes after the switch still gets the old vector');

select howdah_test.set_time('2026-03-08 12:00:01Z');
select howdah_internal.tend_model_changes();
select is((select count(*) from howdah.embeddings
  where model_id = howdah_internal.find_model('local/local-embedding', 'embedding')), 0::bigint,
  'after the grace time the old vectors go');
select is_empty('select from howdah.reembedding_progress', 'and the change is over');
select throws_ok($$select howdah.rollback_reembedding('default')$$, 'PT404', null, 'then there is no way back');
select howdah.add_document('Fifty pages.', 'pages.md');
select is((select count(*) from howdah_internal.jobs
  where lane = 'local/local-embedding/bulk' and created_at > '2026-03-08'), 0::bigint,
  'nor is anything more bought from the old model');
select * from finish();
rollback;
