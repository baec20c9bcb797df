begin;
select plan(24);
select howdah.register_model('p', 'm', 'embedding', 3);
select howdah.act_as('ann', 'acme');
select howdah.create_collection('docs', embedding_model => 'p/m');
create temp table first as select howdah.add_document_chunks('a.pdf', '[
  {"content": "Twenty days a year.", "heading": "Leave", "page": 3, "metadata": {"part": 1}, "embedding": [1, 2, 3]},
  {"content": "Sick days are others.", "page": 4},
  {"content": "Twenty days a year.", "heading": "Leave", "page": 9, "embedding": [1, 2, 3]}]',
  'Handbook', '{"team": "hr"}', 'docs') as id;

select results_eq(
  'select chunk_index, heading, page, metadata::text from howdah.chunks order by 1',
  $$values (0, 'Leave', 3, '{"part": 1}'), (1, null, 4, '{}'), (2, 'Leave', 9, '{}')$$,
  'the chunks are as given, the same text twice too');
select is((select (owner_id, title, metadata ->> 'team', is_chunked_by_caller)::text from howdah.documents),
  '(ann,Handbook,hr,t)', 'the document is its user''s');
select is((select count(*) from howdah.embeddings where embedding = '[1,2,3]'), 2::bigint,
  'a vector that comes along is stored');
select is((select array_agg(c.chunk_index) from howdah_internal.jobs as j
             join howdah.chunks as c on c.id = j.chunk_id), '{1}',
             'only the other chunk is bought');
select is(howdah.add_document_chunks('a.pdf', '[
  {"content": "Twenty days a year.", "heading": "Leave", "page": 3, "metadata": {"part": 1}, "embedding": [1, 2, 3]},
  {"content": "Sick days are others.", "page": 4},
  {"content": "Twenty days a year.", "heading": "Leave", "page": 9, "embedding": [1, 2, 3]}]',
  'Handbook', '{"team": "hr"}', 'docs'), (select id from first), 'the same again is the same document');
select is((select version from howdah.documents), 1, 'and no new version');

create temp table before as select id, content from howdah.chunks;
select howdah.add_document_chunks('a.pdf', '[
  {"content": "Sick days are others.", "page": 5, "metadata": {"part": 2}, "embedding": [4, 5, 6]},
  {"content": "Remote work is fine."}]', 'Handbook', '{"team": "hr"}', 'docs');
select is((select id from howdah.chunks where content like 'Sick%'), (select id from before where content like 'Sick%'),
  'a chunk that stays keeps its id');
select is((select (chunk_index, page, metadata)::text from howdah.chunks where content like 'Sick%'),
  '(0,5,"{""part"": 2}")', 'and has its new place');
select is((select array_agg(embedding::text) from howdah.embeddings), '{"[4,5,6]"}', 'vectors follow their chunks');
select is((select version from howdah.documents), 2, 'it is a new version');
select howdah.add_document('One text.', 'a.pdf', 'Handbook', '{"team": "hr"}', 'docs');
select is((select (count(*), bool_or(is_chunked_by_caller))::text from howdah.documents), '(1,f)',
  'add_document may take the source over');
select is((select array_agg(content) from howdah.chunks), '{One text.}', 'with chunks of its own');

create function pg_temp.refused(chunks jsonb, state text, why text) returns text language sql as $$
  select throws_ok(format('select howdah.add_document_chunks(%L, %L, collection => %L)', 'b', chunks, 'docs'),
  state, null, why) $$;
select pg_temp.refused(null, '22004', 'no chunks are refused');
select pg_temp.refused('[]', '22023', 'so is an empty list');
select pg_temp.refused('{"content": "x"}', '22023', 'and one chunk without a list');
select pg_temp.refused('[{"text": "x"}]', '22023', 'a chunk needs content');
select pg_temp.refused('[{"content": " "}]', '22023', 'that is not blank');
select pg_temp.refused('[{"content": "x", "colour": 1}]', '22023', 'an unknown key is refused');
select pg_temp.refused('[{"content": "x", "page": 0}]', '22023', 'so is page 0');
select pg_temp.refused('[{"content": "x", "embedding": [1, 2]}]', '22023', 'a vector of other dimensions');
select pg_temp.refused('[{"content": "x", "embedding": [0, 0, 0]}]', '22023', 'a vector of zeros');
select throws_ok($$select howdah.add_document_chunks(null, '[{"content": "x"}]')$$, '22004', null, 'and no source');
set local role howdah_worker;
select throws_ok($$select howdah.add_document_chunks('b', '[{"content": "x"}]')$$, '42501', null, 'a worker may not');
set local role howdah_app;
select howdah.act_as('ann', 'acme');
select lives_ok($$select howdah.add_document_chunks('b', '[{"content": "x"}]', collection => 'docs')$$,
  'an application may');
select * from finish();
rollback;
