begin;
select plan(13);
select is(howdah.create_collection('manuals', language => 'german', description => 'how to'), 'manuals',
  'a collection is made');
select results_eq($$select name, chunk_tokens, chunk_overlap, language from howdah.collections$$,
  $$values ('manuals', 400, 40, 'german')$$, 'what is not given has its default');
select lives_ok($$select howdah.create_collection('manuals', language => 'german', description => 'how to')$$,
  'it may be repeated');
select lives_ok($$select howdah.create_collection('manuals', chunk_tokens => 200)$$, 'one property may change');
select results_eq($$select chunk_tokens, language, description from howdah.collections$$,
  $$values (200, 'german', 'how to')$$, 'the others are kept');
select howdah.register_model('local', 'other', 'embedding', 8, is_indexed => false);
select lives_ok($$select howdah.create_collection('manuals', 'local/other')$$,
  'an empty collection may change its model');
select howdah.add_document('text', 'text', collection => 'manuals');
select throws_ok($$select howdah.create_collection('manuals', 'local/local-embedding')$$, 'PT409', null,
  'with documents in it the model stays');
select throws_ok($$select howdah.create_collection('x', 'local/none')$$, 'PT404', null, 'an unknown model is refused');
select throws_ok($$select howdah.create_collection(null)$$, '22004', null, 'a null name is refused');
select throws_ok($$select howdah.create_collection('*')$$, '22023', null, 'the name * is refused');
select throws_ok($$select howdah.create_collection('x', chunk_tokens => 4)$$, '22023', null, 'tiny chunks are refused');
set local role howdah_app;
select lives_ok($$select howdah.create_collection('by_app')$$, 'the application may make collections');
reset role;
set local role howdah_worker;
select throws_ok($$select howdah.create_collection('by_worker')$$, '42501', null, 'a worker may not');
reset role;
select * from finish();
rollback;
