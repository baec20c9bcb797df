-- server: postgres (the embedded server has no HNSW index)
begin;
select plan(17);
select isnt(howdah.register_model('openai', 'small', 'embedding', 16, 8191, 'tiny'), null,
  'an embedding model is registered');
create temp table model as select * from howdah.models where name = 'small';
select is((select howdah_internal.find_model('tiny', 'embedding')), (select id from model), 'its alias names it');
select is((select relrowsecurity from pg_class
  where oid = ('howdah.embeddings_' || (select id from model))::regclass), true,
  'its vectors have a partition with row level security');
select isnt(obj_description(('howdah.embeddings_' || (select id from model))::regclass), null,
  'the partition says whose it is');
select matches((select pg_get_indexdef(('howdah.embeddings_' || (select id from model) || '_hnsw_idx')::regclass)),
  'hnsw .*halfvec\(16\).*halfvec_cosine_ops', 'and an HNSW index');
select is(howdah.register_model('openai', 'small', 'embedding', 16, 8191, 'tiny'), (select id from model),
  'it may be repeated');
select throws_ok($$select howdah.register_model('openai', 'small', 'embedding', 17)$$, 'PT409', null,
  'other dimensions are refused');
select throws_ok($$select howdah.register_model('openai', 'small', 'chat')$$, 'PT409', null, 'another kind is refused');
select lives_ok($$select howdah.register_model('openai', 'huge', 'embedding', 5000)$$,
  'more than 4,000 dimensions are possible');
select is(to_regclass('howdah.embeddings_' || howdah_internal.find_model('openai/huge',
  'embedding') || '_hnsw_idx'), null,
  'but have no index');
select howdah.register_model('openai', 'plain', 'embedding', 16, is_indexed => false);
select is(to_regclass('howdah.embeddings_' || howdah_internal.find_model('openai/plain',
  'embedding') || '_hnsw_idx'), null,
  'is_indexed false makes none');
select howdah.add_document('text', 'text');
select throws_ok($$
  insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, content_hash, embedding)
  select c.tenant_id, (select id from model), c.id, c.collection, c.content_hash, '[1,2,3]' from howdah.chunks as c$$,
  '23514', null, 'a vector of other dimensions does not fit the partition');
select throws_ok($$select howdah.register_model(null, 'x', 'chat')$$, '22004', null, 'a null provider is refused');
select throws_ok($$select howdah.register_model('openai', 'x', 'embedding')$$, '22023', null,
  'an embedding model without dimensions is refused');
select throws_ok($$select howdah.register_model('openai', 'x', 'chat', fallback => 'none/none')$$, 'PT404',
  null, 'an unknown fallback is refused');
set local role howdah_admin;
select lives_ok($$select howdah.register_model('openai', 'by_admin', 'embedding', 8)$$,
  'an administrator may register');
reset role;
set local role howdah_app;
select throws_ok($$select howdah.register_model('openai', 'by_app', 'chat')$$, '42501', null, 'an application may not');
reset role;
select * from finish();
rollback;
