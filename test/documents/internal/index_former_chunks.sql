begin;
select plan(24);
-- Chunks as the install before this rule left them.
select howdah.create_collection('old', language => 'simple');
select howdah.add_document(text, source, collection => 'old') from (values
  ('zh', '我们在三十天内退款。'), ('self', 'A self-service kiosk for <Transition name="fade">.'),
  ('path', 'Edit /etc/postgresql/15/main/postgresql.conf by hand.'), ('nfd', e'Das Cafe\u0301 am Markt.'),
  ('mail', 'Write to support@example.com about OrderItem.')) as t (source, text);
create function pg_temp.make_former() returns void language sql as $$
  update howdah.chunks as c
     set tsv = f.tsv, lexeme_count = howdah_internal.tsv_length(f.tsv), tsv_version = default,
         content_hash = sha256(convert_to(f.text, 'UTF8'))
    from (
      select d.id, d.chunk_index, t.text,
             to_tsvector(d.language::regconfig, howdah_internal.spaced_text(t.text)) as tsv, d.document_id
        from howdah.chunks as d
       cross join lateral (select howdah_internal.embedding_text(null, d.heading, d.content) as text) as t
    ) as f
   where f.id = c.id;
$$;
select pg_temp.make_former();
insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, content_hash, embedding)
select c.tenant_id, k.embedding_model_id, c.id, c.collection, c.content_hash, array_fill(0.5::real, array[384])::halfvec
  from howdah.chunks as c join howdah.collections as k on k.tenant_id = c.tenant_id and k.name = c.collection;
delete from howdah_internal.jobs;
create temp table before as select id, content_hash from howdah.chunks;

create function pg_temp.found(query text) returns text language sql as $$
  select coalesce(string_agg(source, '+' order by source), '-')
    from howdah.search(query, 50, 'old', mode => 'keyword')
$$;
create function pg_temp.told() returns text language sql as $$
  select finding from howdah.doctor() where subject = 'keyword search'
$$;
create function pg_temp.stay(moment text) returns setof text language sql as $$
  select is(concat_ws(' ', pg_temp.found('三十天'), pg_temp.found('self-service'), pg_temp.found(e'Cafe\u0301'),
    pg_temp.found('support@example.com'), pg_temp.found('/etc/postgresql/15/main/postgresql.conf'),
    pg_temp.found('"三十天"'), pg_temp.found('"self-service kiosk"'), pg_temp.found('self-service -kiosk')),
    'zh self nfd mail path zh self -', 'what was found stays found ' || moment)
$$;
select is(concat_ws(' ', pg_temp.found('三十天'), pg_temp.found('self-service'), pg_temp.found(e'Cafe\u0301'),
  pg_temp.found('support@example.com')), 'zh self nfd mail', 'old chunks are found by what they were');
select pg_temp.stay('before it begins');
select is(pg_temp.told(), '5 of 5 chunks are indexed by a former rule: they are found by fewer words', 'doctor tells');
select is(pg_temp.found('fade'), '-', 'new words do not find them yet');
select is(howdah_internal.index_former_chunks(2), 2, 'a slice');
select is(pg_temp.told(), '3 of 5 chunks are indexed by a former rule: they are found by fewer words', 'doctor counts');
select pg_temp.stay('in the middle');
select is(pg_temp.found('fade'), 'self', 'some are found by more');
select ok(howdah.maintain_queue('{index_former_chunks}'), 'maintenance goes on with it');
select is(pg_temp.told(), null, 'then doctor has nothing to tell');
select is(howdah_internal.index_former_chunks(), 0, 'and nothing is left');
select pg_temp.stay('afterwards');
select is(concat_ws(' ', pg_temp.found('example.com'), pg_temp.found('café'), pg_temp.found('postgresql.conf')),
  'mail nfd path', 'and more is found');
select ok((select bool_and(c.tsv = howdah_internal.chunk_tsv(c.language, null, c.heading, c.content)
  and c.lexeme_count = howdah_internal.tsv_length(c.tsv)) from howdah.chunks as c), 'as if they were new');
select is_empty('select content_hash from howdah.chunks except select content_hash from before',
  'the text did not change');
select is_empty('select * from howdah_internal.jobs', 'and nothing is bought');

-- What was added before is known again, also in letters that are hashed otherwise today.
select howdah.add_document(e'Das Cafe\u0301 am Markt.', 'nfd', collection => 'old');
select is((select version from howdah.documents where source = 'nfd'), 1, 'the same again changes nothing');
select howdah.add_document(e'Das Cafe\u0301 am Markt.\n\n# New\n\nMore of it.', 'nfd', collection => 'old');
select is((select count(*) from howdah.chunks as c join before as b using (id, content_hash)), 5::bigint,
  'in a document that grows the old chunk stays, with its vector');
select is((select count(*) from howdah_internal.jobs), 1::bigint, 'only what is new is bought');
select howdah.add_document('Das Café am Markt.', 'nfc', collection => 'old');
select howdah.add_document(e'Das Cafe\u0301 am Markt. ', 'nfc', collection => 'old');
select is((select count(*) from howdah.chunks where content = e'Das Cafe\u0301 am Markt.'), 2::bigint,
  'a text in other bytes is stored as it is');

-- One that cannot be indexed stands in nobody's way.
select pg_temp.make_former();
update howdah.chunks set language = 'gone' where content like 'Edit%';
select lives_ok('select howdah_internal.index_former_chunks()', 'a configuration that is gone is no error');
select is(pg_temp.told(), null, 'and no chunk is left behind');

-- Whatever adds chunks in another way is indexed, too.
update howdah.chunks set tsv_version = default where content like 'Write%';
select is(howdah_internal.index_former_chunks(), 1, 'a chunk without a version is indexed');
set local role howdah_app;
select throws_ok('select howdah_internal.index_former_chunks()', '42501', null, 'an application may not');
select * from finish();
rollback;
