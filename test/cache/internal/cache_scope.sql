begin;
select plan(6);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.add_document('My refund came late.', 'mine.md', private => true);
create temp table a as select howdah.send_message(howdah.start_conversation(), 'refund') as id;
create function pg_temp.m() returns howdah.messages language sql as $$ select m from howdah.messages as m
  join a using (id) $$;
create function pg_temp.cite(source text) returns void language sql as $$
  delete from howdah_internal.message_citations;
  insert into howdah_internal.message_citations (tenant_id, message_id, position, chunk_id, document_id, source,
    content_hash)
  select 'acme', a.id, 1, c.id, d.id, d.source, sha256('x')
    from a, howdah.chunks as c join howdah.documents as d on d.id = c.document_id where d.source = cite.source
$$;

select is(howdah_internal.cache_scope(pg_temp.m()), 'user', 'an answer is its user''s by default');
select howdah.set_setting('cache_scope', 'tenant');
select pg_temp.cite('refunds.md');
select is(howdah_internal.cache_scope(pg_temp.m()), 'tenant',
  'it may be for the whole tenant where the setting says so');
select pg_temp.cite('mine.md');
select is(howdah_internal.cache_scope(pg_temp.m()), 'user', 'but one from a private document stays with its user');
select howdah.act_as(null, 'acme');
select howdah.set_group('sales', '{ann}'), howdah.add_document('Refunds of sales.', 'sales.md', readers => '{sales}');
select howdah.act_as('ann', 'acme');
select pg_temp.cite('sales.md');
select is(howdah_internal.cache_scope(pg_temp.m()), 'user', 'as does one from a document of readers');
select howdah.delete_document(source => 'sales.md');
select is(howdah_internal.cache_scope(pg_temp.m()), null, 'one from a document that is gone is for nobody');
set local role howdah_app;
select throws_ok($$select howdah_internal.cache_scope(null)$$, '42501', null, 'an application may not ask');
select * from finish();
rollback;
