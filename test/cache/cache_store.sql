begin;
select plan(11);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.add_document('My cat is Tom.', 'cat.md', private => true);
create temp table c as select id, owner_id from howdah.chunks;
grant select on c to public;
set local role howdah_app;
select ok(not howdah.cache_store('{"q": 1}', 'local/local-chat', 'Cut', finish_reason => 'length'),
  'what was cut off is not kept');
select ok(not howdah.cache_store('{"q": 1}', 'local/local-chat', 'x', finish_reason => 'content_filter'),
  'nor what was filtered');
select ok(not howdah.cache_store('{"q": 1}', 'local/local-chat', ' ', finish_reason => 'stop'), 'nor an empty answer');
select ok(not howdah.cache_store('{"q": 1}', 'local/local-chat', 'x', '{-1}'), 'nor one from a chunk that is gone');
select howdah.cache_store('{"q": 1}', 'local/local-chat', 'Five.', array(select id from c where owner_id is null),
  'tenant');
select is((select response from howdah.cache_lookup('{"q": 1}', 'local/local-chat', array(select id from c
  where owner_id is null), 'tenant')),
  'Five.', 'one from a chunk that stands is');
select howdah.cache_store('{"q": 2}', 'local/local-chat', 'Tom.', array(select id from c where owner_id = 'ann'),
  'tenant');
reset role;
select is((select scope from howdah_internal.llm_cache where response = 'Tom.'), 'user',
  'a private source keeps it with its user');
select howdah.add_document('Refunds take nine days.', 'refunds.md', private => false);
select is((select count(*) from howdah_internal.llm_cache where response = 'Five.'), 0::bigint,
  'a change of the document takes it along');
select howdah.delete_document(id) from howdah.documents where source = 'cat.md';
select is((select count(*) from howdah_internal.llm_cache), 0::bigint, 'so does its end');
set local role howdah_app;
select throws_ok($$select howdah.cache_store('{}', 'local/local-chat', null)$$, '22004', null,
  'a response is required');
select throws_ok($$select howdah.cache_store('{}', 'local/local-chat', 'x', keep_for => '-1 day')$$, '22023', null,
  'time runs forward');
set local role howdah_analyst;
select throws_ok($$select howdah.cache_store('{}', 'local/local-chat', 'x')$$, '42501', null, 'an analyst may not');
select * from finish();
rollback;
