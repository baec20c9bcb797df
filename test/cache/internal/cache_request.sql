begin;
select plan(10);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.add_document('My cat is Tom.', 'cat.md', private => true);
create temp table c as select array_agg(id) filter (where owner_id is null) as shared,
  array_agg(id) filter (where owner_id is not null) as own from howdah.chunks;
select is((select scope from c, howdah_internal.cache_request('{"q": 1}', 'local/local-chat', shared, 'tenant')),
  'tenant', 'the scope is what was asked for');
select is((select scope from c, howdah_internal.cache_request('{"q": 1}', 'local/local-chat', shared || own, 'tenant')),
  'user', 'unless a source is private');
select is((select row(tenant_id, user_id)::text from howdah_internal.cache_request('{"q": 1}', 'local/local-chat',
  '{}', 'user')), '(acme,ann)', 'it is for who asks');
select is(
  (select key from c, howdah_internal.cache_request('{"q": 1}', 'local/local-chat', shared || -1::bigint, 'user')),
  null, 'without a key where a chunk is gone');
select isnt(
  (select key from c, howdah_internal.cache_request('{"q": 1}', 'local/local-chat', shared || shared, 'user')), null,
  'a chunk named twice is one');
select howdah.act_as('bob', 'acme');
select is((select key from c, howdah_internal.cache_request('{"q": 1}', 'local/local-chat', own, 'user')), null,
  'or is somebody else''s');
select throws_ok($$select howdah_internal.cache_request('[]', 'local/local-chat', '{}', 'user')$$, '22023', null,
  'a request is an object');
select throws_ok($$select howdah_internal.cache_request('{}', null, '{}', 'user')$$, '22004', null,
  'a model is required');
select throws_ok($$select howdah_internal.cache_request('{}', 'no/model', '{}', 'user')$$, 'PT404', null,
  'and has to be known');
set local role howdah_app;
select throws_ok($$select howdah_internal.cache_request('{}', 'local/local-chat', '{}', 'user')$$, '42501', null,
  'an application may not call it itself');
select * from finish();
rollback;
