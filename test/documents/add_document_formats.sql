begin;
select plan(23);
select howdah.add_document(E'---\ntitle: "Refunds: how"\ntags: [billing, \'money back\']\ndraft: false\nweight: 3\n'
  'authors:\n  - Ann\n  - Bob # chief\nsummary: >-\n  Two\n  lines\nhero:\n  name: X\nnote: it''s # a comment\nempty:\n'
  '---\n\n# Five days\n\nText.', 'refunds.md', metadata => '{"draft": true}');
select results_eq($$select title, metadata from howdah.documents where source = 'refunds.md'$$,
  $$values ('Refunds: how', '{"tags": ["billing", "money back"], "draft": true, "weight": 3, "authors": ["Ann", "Bob"],
    "summary": "Two lines", "hero": "name: X", "note": "it''s", "empty": null}'::jsonb)$$,
  'front matter is title and metadata; what the caller says comes first');
select results_eq($$select heading, content from howdah.chunks$$, $$values ('Five days', 'Text.')$$, 'and no passage');
select howdah.add_document(E'+++\ntitle = ''A''\ndate = 2031-05-01\ntags = ["x", "y"]\n[params]\nseries = 2\n+++\nB',
  'toml.md', 'Mine');
select results_eq($$select title, metadata from howdah.documents where source = 'toml.md'$$,
  $$values ('Mine', '{"date": "2031-05-01", "tags": ["x", "y"], "params.series": 2}'::jsonb)$$, 'TOML too');
select howdah.add_document(E'---\ntitle: No\n---\nText', 'front.txt');
select is((select title from howdah.documents where source = 'front.txt'), null, 'plain text has no front matter');

select howdah.add_document(
  E'---\ntags: ["a, b", \'c, it\'\'s\', d e , 5] # some\nnone: []\nrows: [\n  x,\n  "y"\n]\n---\nText', 'lists.md');
select howdah.add_document(E'---\ntitle: 2031\n---\nText', 'year.md');
select is((select title from howdah.documents where source = 'year.md'), '2031', 'a number is a title, too');
select is((select metadata from howdah.documents where source = 'lists.md'),
  '{"tags": ["a, b", "c, it''s", "d e", 5], "none": [], "rows": ["x", "y"]}'::jsonb,
  'a comma between quotes parts nothing');

-- Which texts are markdown.
select howdah.add_document(E'# comment\nx', s) from unnest(
  '{a.txt,b.CSV,c.py,docker/Dockerfile,g.ndjson,e.md,f,makefiles,https://x.example/d.log?x=1.md,
  https://x.example/g.html,v1.2}'::text[]) as s;
select is((select string_agg(left(d.source, 1), '' order by d.source) from howdah.documents as d
            join howdah.chunks as c on c.document_id = d.id where c.content = E'# comment\nx' and d.source !~ 'http'),
              'abcdg',
  'the ending of a source says whether it is plain text');
select is((select count(*) from howdah.documents as d join howdah.chunks as c on c.document_id = d.id
            where c.content = E'# comment\nx' and d.source ~ '^http'), 1::bigint, 'behind it stands what a URL adds');
create temp table v as select version, id, content_hash from howdah.documents where source = 'e.md';
select howdah.add_document(E'# comment\nx', 'e.md', format => 'text');
select is((select c.content from howdah.chunks as c join howdah.documents as d on d.id = c.document_id
            where d.source = 'e.md'), E'# comment\nx', 'a format may be given, and cuts anew');
select howdah.add_document(E'# comment\nx', 'e.md', format => 'markdown');
select is((select d.content_hash from howdah.documents as d join v using (id)), (select content_hash from v),
  'the one that it has by its source is the same text');
select throws_ok($$select howdah.add_document('x', 'x', format => 'pdf')$$, '22023', null, 'an unknown one is refused');

-- Nothing to embed.
select throws_ok($$select howdah.add_document(E'\u00a0\u3000', 'x')$$, '22023', null, 'odd spaces are no content');
select howdah.add_document('#', 'nothing.md');
select results_eq($$select status, chunk_count::int, embedded_count::int, queued_count::int, failed_count::int
  from howdah.document_status where source = 'nothing.md'$$, $$values ('ready', 0, 0, 0, 0)$$,
  'a document without chunks is known');
select throws_ok(format($$select howdah.add_document_chunks('y',
  '[{"content": "a"}, {"content": "b", "heading": "%s"}]')$$,
  repeat('x', 2000000)), '22001', 'the heading of chunk 2 is longer than 2,000 characters',
    'so long a heading is refused');
select throws_ok($$select howdah.add_document_chunks('y', E'[{"content": "\u00a0"}]')$$, '22023', null,
  'and so are spaces');

-- What a model takes.
select howdah.register_model('stub', 'mini', 'embedding', 8, max_input_tokens => 512);
select howdah.create_collection('mini', 'stub/mini', chunk_tokens => 2000);
select is((select chunk_tokens from howdah.collections where name = 'mini'), 512,
  'chunk_tokens is lowered to what a model takes');
select howdah.create_collection('mini', 'stub/mini', chunk_tokens => 2000);
select howdah.create_collection('tiny', 'stub/tiny', 60) from howdah.register_model('stub', 'tiny', 'embedding', 8,
  max_input_tokens => 64);
create temp table texts as
  select n, w, (select string_agg(format('%s %s%s.', w, i, w), case when i % 9 = 0 then E'\n\n' else ' ' end)
    from generate_series(1, 400) as i) as t
    from unnest('{word,слово,λέξη,מילה,کلمه,စကား,词语,"<x y=\"1\">",ქართული}'::text[]) with ordinality as u (w, n);
select howdah.add_document(E'# ' || repeat('Long ', 39) || E'\n\n## ' || repeat(w || ' ', 12) || E'\n\n' || t, 'l'
  || n || '.md',
  repeat('A title that is long. ', 40), collection => c) from texts, unnest('{mini,tiny}'::text[]) as c;
select cmp_ok((select max(howdah.estimate_tokens(howdah_internal.embedding_text(d.title, c.heading, c.content)))
    from howdah.chunks as c join howdah.documents as d on d.id = c.document_id where c.collection = 'mini'), '<=', 512,
  'no chunk is more than its model takes, with title and headings');
select cmp_ok((select max(c.token_count) from howdah.chunks as c where c.collection = 'tiny'), '<=', 54,
  'nor with a small model');
select is((select count(*) from howdah_internal.jobs as j join howdah.chunks as c on c.id = j.chunk_id
   join howdah.documents as d on d.id = c.document_id
   join howdah_internal.hand_out_embed_chunk(array[j.id]) as h on true
  where c.collection in ('mini', 'tiny') and (h.content not like '%' || c.content
    or howdah.estimate_tokens(h.content) > case c.collection when 'mini' then 512 else 64 end)), 0::bigint,
  'what is sent has all of the chunk, and fits');
select cmp_ok((select count(*) from howdah_internal.jobs as j join howdah.chunks as c on c.id = j.chunk_id
  where c.collection in ('mini', 'tiny')), '>', 100::bigint, 'many were looked at');

-- Nothing is cut anew by a change of the model alone.
create temp table was as select id, content_hash from howdah.chunks;
select howdah.register_model('stub', 'mini', 'embedding', 8, max_input_tokens => 256);
select howdah.add_document(E'# ' || repeat('Long ', 39) || E'\n\n## ' || repeat(w || ' ', 12) || E'\n\n' || t, 'l'
  || n || '.md',
  repeat('A title that is long. ', 40), collection => 'mini') from texts;
select is((select count(*) from was join howdah.chunks using (id, content_hash)), (select count(*) from was),
  'another limit cuts nothing anew');
select results_eq($$select chunk_tokens from howdah.collections where name = 'mini'$$, $$values (512)$$,
  'and the size stays');
select howdah.add_document(t || 'new', 'l' || n || '.md', collection => 'mini') from texts where n = 3;
select cmp_ok((select max(c.token_count) from howdah.chunks as c join howdah.documents as d on d.id = c.document_id
  where d.collection = 'mini' and d.source = 'l3.md'), '<=', 256, 'until the text changes');
select * from finish();
rollback;
