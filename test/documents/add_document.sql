begin;
select plan(38);
create temp table jobs_seen as select 0::bigint as id;
create function pg_temp.new_jobs() returns integer language sql as $$
  with fresh as (select j.id from howdah_internal.jobs as j where j.id > (select max(id) from jobs_seen)),
  kept as (insert into jobs_seen select coalesce(max(id), 0) from fresh returning 1)
  select (select count(*)::integer from fresh) from kept
$$;

select isnt(howdah.add_document(E'# Leave\nTwenty days a year.', 'leave.md', 'Handbook', '{"team": "hr"}'), null,
  'a document is added');
select results_eq($$select source, title, owner_id, version, language from howdah.documents$$,
  $$values ('leave.md', 'Handbook', null::text, 1, 'english')$$, 'without a user it belongs to the tenant');
select results_eq($$select heading, content, token_count from howdah.chunks$$,
  $$values ('Leave', 'Twenty days a year.', 6)$$,
  'it is cut into chunks');
select results_eq($$select kind, lane, payload - 'chunk_id', dedup_key from howdah_internal.jobs$$,
  $$select 'embed_chunk', howdah_internal.model_name(m.id) || '/bulk', jsonb_build_object('model_id', m.id),
  c.id || ':' || m.id
      from howdah.models as m, howdah.chunks as c where m.name = 'local-embedding'$$, 'its embedding is queued');
select is(pg_temp.new_jobs(), 1, 'one job a chunk');

select lives_ok($$select howdah.add_document(E'# Leave\nTwenty days a year.', 'leave.md', 'Handbook',
  '{"team": "hr"}')$$,
  'the same document may be added again');
select is(pg_temp.new_jobs(), 0, 'an unchanged document costs no job');
select is((select version from howdah.documents), 1, 'an unchanged document keeps its version');
select lives_ok($$select howdah.add_document(E'# Leave\nTwenty days a year.', 'leave.md', 'Handbook',
  '{"team": "ops"}')$$,
  'metadata may change');
select is(pg_temp.new_jobs(), 0, 'changed metadata costs no job');
select results_eq($$select version, metadata from howdah.documents$$, $$values (2, '{"team": "ops"}'::jsonb)$$,
  'changed metadata is a new version');

-- One paragraph edited in a document of 200 chunks.
create temp table handbook as
select string_agg(format(E'## Section %s\n\nThis section speaks of %s at length.', i, md5(i::text)),
  E'\n\n' order by i) as content
  from generate_series(1, 200) as i;
select howdah.add_document(content, 'handbook.md') from handbook;
select is(pg_temp.new_jobs(), 200, 'a handbook of 200 sections has 200 chunks');
create temp table old_chunks as select c.id, c.content_hash, c.chunk_index from howdah.chunks as c
  join howdah.documents as d on d.id = c.document_id where d.source = 'handbook.md';
select howdah.add_document(replace(content, 'speaks of ' || md5('77'), 'tells of ' || md5('77')),
  'handbook.md') from handbook;
select cmp_ok(pg_temp.new_jobs(), '<=', 3, 'one edited paragraph costs at most 3 jobs');
select is((select count(*)::integer from old_chunks as o join howdah.chunks as c using (id, content_hash)), 199,
  'the other chunks stay');
select howdah.add_document(E'New beginning.\n\n' || content, 'handbook.md') from handbook;
select is((select count(*)::integer
  from howdah.chunks as c join old_chunks as o on o.id = c.id and c.chunk_index = o.chunk_index + 1),
  199, 'chunks behind an insertion only move');
select is((select count(*)::integer from howdah_internal.jobs as j
  where j.chunk_id not in (select id from howdah.chunks)),
  0, 'no job is left for a chunk that is gone');
select pg_temp.new_jobs();

-- Twice the same text is two chunks, and known texts are not bought again.
select howdah.add_document(E'# A\nsame\n\n# A\nsame', 'twice.md');
select is((select count(*)::integer from howdah.chunks as c join howdah.documents as d on d.id = c.document_id
  where d.source = 'twice.md'), 2, 'the same text twice is two chunks');
select pg_temp.new_jobs();
insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, content_hash, embedding)
select c.tenant_id, 1, c.id, c.collection, c.content_hash, array_fill(0.5::real, array[384])::halfvec
  from howdah.chunks as c where c.content = 'same' order by c.id limit 1;
select howdah.add_document(E'# A\nsame', 'copy.md');
select is(pg_temp.new_jobs(), 0, 'a text whose vector is known costs no job');
select is((select count(*)::integer from howdah.embeddings as e join howdah.chunks as c on c.id = e.chunk_id
  join howdah.documents as d on d.id = c.document_id where d.source = 'copy.md'), 1, 'its vector is copied');

-- Defaults and languages.
select howdah.add_document('Die Häuser sind alt.', 'haus.md', language => 'german');
select is((select tsv @@ to_tsquery('german', 'Haus') from howdah.chunks where language = 'german'), true,
  'a German document is indexed in German');
select howdah.add_document('Die Häuser sind alt.', 'haus.md', language => 'klingon');
select is((select language from howdah.documents where source = 'haus.md'), 'simple', 'an unknown language is simple');
create temp table added as select howdah.add_document('anonymous') as id;
select is((select d.source from howdah.documents as d join added using (id)),
  'sha256:' || encode(sha256('anonymous'), 'hex'), 'without a source it is named by its content');
select howdah.add_document('c', 'c', collection => 'notes');
select is((select collection from howdah.documents where source = 'c'), 'notes', 'a new collection is made');

-- Users.
select howdah.act_as('ada', 'acme');
select howdah.add_document('mine', 'x');
select is((select owner_id from howdah.documents where content = 'mine'), 'ada', 'with a user it is private');
select howdah.add_document('ours', 'x', private => false);
select is((select owner_id from howdah.documents where content = 'ours'), null,
  'private => false makes it the tenant''s');
select is((select count(*)::integer from howdah.documents where tenant_id = 'acme' and source = 'x'), 2,
  'a source is unique for each owner');
select is((select user_id from howdah_internal.jobs where tenant_id = 'acme' limit 1), 'ada', 'the user pays');

select throws_ok($$select howdah.add_document(null)$$, '22004', null, 'null content is refused');
select throws_ok($$select howdah.add_document(E' \n ')$$, '22023', null, 'white space is refused');
select throws_ok($$select howdah.add_document(repeat('a', 20 * 1024 * 1024 + 1))$$, '22001', null,
  'more than 20 MB is refused');
select throws_ok($$select howdah.add_document('a', '')$$, '22023', null, 'an empty source is refused');
select throws_ok($$select howdah.add_document('a', repeat('a', 2001))$$, '22001', null, 'a long source is refused');
select throws_ok($$select howdah.add_document('a', 'a', metadata => '[]')$$, '22023', null,
  'metadata that is no object is refused');
select howdah.act_as(null, 'acme');
select throws_ok($$select howdah.add_document('a', 'a', private => true)$$, '28000', null,
  'private without a user is refused');
select howdah.act_as('ada', 'acme');
set local role howdah_app;
select lives_ok($$select howdah.add_document('by the application', 'app.md')$$, 'the application may add documents');
select throws_ok($$insert into howdah.documents (collection, source, content, content_hash, language)
  values ('default', 'z', 'z', '', 'simple')$$, '42501', null, 'but writes no table');
select throws_ok($$select howdah_internal.place_chunks('default', gen_random_uuid(), '[]')$$, '42501', null,
  'and calls no inner function');
reset role;
set local role howdah_worker;
select throws_ok($$select howdah.add_document('a', 'a')$$, '42501', null, 'a worker may not add documents');
reset role;

select * from finish();
rollback;
