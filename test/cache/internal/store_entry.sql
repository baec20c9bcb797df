begin;
select plan(7);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.add_document('My cat is Tom.', 'cat.md', private => true);
create temp table c as select array_agg(id) filter (where owner_id is null) as shared,
  array_agg(id) filter (where owner_id is not null) as own from howdah.chunks;
create function pg_temp.entry(scope text, says text) returns howdah_internal.llm_cache language sql as $$
  select jsonb_populate_record(null::howdah_internal.llm_cache, jsonb_build_object('tenant_id', 'acme', 'key',
    '\\x01', 'scope', scope, 'user_id', 'ann',
    'model_id', (select id from howdah.models where name = 'local-chat'), 'response', says, 'hit_count', 0,
      'created_at', howdah.now(),
    'expires_at', howdah.now() + interval '1 hour')) $$;
select ok(howdah_internal.store_entry(pg_temp.entry('tenant', 'one'), shared), 'an answer is kept') from c;
select is((select count(*) from howdah_internal.llm_cache_sources), 1::bigint, 'with the documents it used');
select ok(howdah_internal.store_entry(pg_temp.entry('tenant', 'two'), shared), 'a newer one') from c;
select is((select array_agg(response) from howdah_internal.llm_cache), '{two}', 'takes its place');
select ok(not howdah_internal.store_entry(pg_temp.entry('tenant', 'x'), own),
  'what others share is never from a private document') from c;
select ok(not howdah_internal.store_entry(pg_temp.entry('user', 'x'), shared || -1::bigint),
  'nor anything from a chunk that is gone') from c;
set local role howdah_app;
select throws_ok($$select howdah_internal.store_entry(null, '{}')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
