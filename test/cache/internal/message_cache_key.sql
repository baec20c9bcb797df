begin;
select plan(9);
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

create function pg_temp.key(request jsonb default '{"params": {"temperature": 0.7}}') returns bytea language sql as $$
  select howdah_internal.message_cache_key(pg_temp.m(), request) $$;
select isnt(pg_temp.key(), null, 'an answer may be kept');
select isnt(pg_temp.key('{"params": {"temperature": 0}}'), pg_temp.key(), 'the parameters are part of the key');
select pg_temp.cite('refunds.md');
create temp table k as select pg_temp.key() as with_source;
update howdah_internal.message_citations set content_hash = sha256('y');
select isnt(pg_temp.key(), (select with_source from k), 'so is what the sources say');
select is(pg_temp.key('{"params": {"tools": []}}'), null, 'requests with tools are never kept');
select howdah.set_setting('cache_answers', 'deterministic');
select is(pg_temp.key(), null, 'deterministic: only at temperature 0');
select isnt(pg_temp.key('{"params": {"temperature": 0.0}}'), null, 'which that is');
select is(pg_temp.key('{"params": {}}'), null, 'and the model''s own temperature is not');
select howdah.set_setting('cache_answers', 'off');
select is(pg_temp.key('{"params": {"temperature": 0}}'), null, 'off is off');
set local role howdah_app;
select throws_ok($$select howdah_internal.message_cache_key(null, '{}')$$, '42501', null,
  'an application may not ask for keys');
select * from finish();
rollback;
