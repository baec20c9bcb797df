begin;
select plan(5);
select howdah.act_as('ann', 'acme');
create temp table d as select source, howdah.add_document('Text of ' || source, source, private => false) as id
  from unnest('{a.md,b.md}'::text[]) as source;
create function pg_temp.keep() returns void language sql as $$
  select howdah.cache_store(jsonb_build_object('q', c.id), 'local/local-chat', 'x', array[c.id])
    from howdah.chunks as c $$;
select pg_temp.keep();
select is((select count(*) from howdah_internal.llm_cache), 2::bigint, 'two answers from two documents');
select howdah.add_document('Another text', 'a.md', private => false);
select is((select count(*) from howdah_internal.llm_cache), 1::bigint, 'a change takes the one that used it');
select howdah.add_document('Text of b.md', 'b.md', private => false);
select is((select count(*) from howdah_internal.llm_cache), 1::bigint, 'the same text again is no change');
select pg_temp.keep();
savepoint before;
select howdah.add_document('Text of b.md', 'b.md', 'A title', private => false);
select is((select count(*) from howdah_internal.llm_cache), 1::bigint, 'a title is one');
rollback to before;
select howdah.delete_document(id) from d;
select is((select count(*) from howdah_internal.llm_cache), 0::bigint, 'and so is the end of it');
select * from finish();
rollback;
