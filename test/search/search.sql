begin;
select plan(51);
-- A small corpus with vectors along axes: what a query means is where its vector points.
create function pg_temp.axis(i integer) returns halfvec language sql immutable as $$
  select array(select case when n = i then 1 when n = i + 1 then 0.3 else 0 end::real
  from generate_series(1, 384) as n)::halfvec
$$;
create function pg_temp.embed(wanted text, i integer) returns void language sql as $$
  insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, owner_id, content_hash, embedding)
  select c.tenant_id, k.embedding_model_id, c.id, c.collection, c.owner_id, c.content_hash, pg_temp.axis(i)
    from howdah.chunks as c
    join howdah.collections as k on k.tenant_id = c.tenant_id and k.name = c.collection
   where c.content like wanted || '%'
$$;
select howdah.add_document('Employees take twenty days of leave a year.', 'leave.md', 'Leave',
  '{"team": "hr", "year": 2024, "tags": ["a", "b"]}');
select howdah.add_document('Holidays are agreed with the manager.', 'holiday.md', 'Holidays',
  '{"team": "hr", "year": 2025}');
select howdah.add_document('The kitchen closes at six in the evening.', 'kitchen.md', null, '{"team": "office"}');
select howdah.add_document('Leave your keys at the reception.', 'keys.md');
select pg_temp.embed('Employees', 1), pg_temp.embed('Holidays', 2), pg_temp.embed('The kitchen', 50),
  pg_temp.embed('Leave your', 100);
create temp table found as select * from howdah.search('days of leave');

select results_eq($$select rank, source from found$$, $$values (1, 'leave.md'), (2, 'keys.md')$$,
  'the best passage comes first');
select is((select distinct mode from found), 'keyword', 'without a vector hybrid answers by keyword and says so');
select is((select count(*)::integer from found where bm25 = score and similarity is null and keyword_rank = rank), 2,
  'the score of keyword search is BM25');
select results_eq($$select title, content, chunk_index, metadata, heading, page from found where rank = 1$$,
  $$values ('Leave', 'Employees take twenty days of leave a year.', 0,
  '{"team": "hr", "year": 2024, "tags": ["a", "b"]}'::jsonb, null::text, null::integer)$$,
  'a result says where it is from');
select is((select count(*)::integer from howdah_internal.jobs where kind = 'embed_query'), 0,
  'a search writes nothing');

select howdah.store_query_embedding(' days of leave ', pg_temp.axis(1));
create temp table hybrid as select * from howdah.search('days of leave');
select is((select array_agg(source order by rank) from hybrid), array['leave.md', 'holiday.md', 'keys.md',
  'kitchen.md'],
  'with a vector what means the same is found too');
select is((select distinct mode from hybrid), 'hybrid', 'and the answer is hybrid');
select is((select round(score::numeric, 6) from hybrid where rank = 1), round(2.0 / 61, 6),
  'first in both arms scores 2 / 61');
select results_eq($$select source, vector_rank from howdah.search('days of leave', 2, mode => 'semantic')$$,
  $$values ('leave.md', 1), ('holiday.md', 2)$$, 'semantic asks only the vectors');
select cmp_ok((select similarity from howdah.search('days of leave', 1, mode => 'semantic')), '>',
  0.999::float8, 'similarity is the cosine');
select is((select source from howdah.search('anything', 1, mode => 'semantic',
  query_embedding => pg_temp.axis(50))), 'kitchen.md',
  'a vector may be passed');
select throws_ok($$select howdah.search('never embedded', mode => 'semantic')$$, 'PT409', null,
  'semantic without a vector is refused');
select throws_ok($$select howdah.search('x', query_embedding => '[1,2]')$$, '22023', null,
  'a vector of other dimensions is refused');

-- Operators and words.
select is((select array_agg(source) from howdah.search('leave -keys')), array['leave.md'],
  'a word with minus excludes');
select is((select array_agg(source) from howdah.search('"your keys" leave')), array['keys.md'],
  'a quoted phrase must be there');
select is((select array_agg(source order by source) from howdah.search('kitchen OR reception')),
  array['keys.md', 'kitchen.md'], 'OR finds either');
select is_empty($$select * from howdah.search('the of and')$$, 'a query of stop words finds nothing and is no error');
select is_empty($$select * from howdah.search('!!! & | ( '' \ :*')$$, 'a query of signs finds nothing and is no error');
select lives_ok($$select * from howdah.search((select string_agg('word' || i, ' ')
  from generate_series(1, 10000) as i))$$, 'a query of 10,000 words is answered');

-- Each document once, and a budget of tokens.
select howdah.add_document(string_agg(format('# Part %s

Badgers dig,
  part %s. %s', n, n, repeat('Badgers. ', n)), E'\n\n' order by n), 'badgers.md') from generate_series(1, 8) as n;
select howdah.add_document('A badger and a fox.', 'fox.md');
select ok((select count(*) > 3 from howdah.search('badger', 10, mode => 'keyword')
  where source = 'badgers.md'), 'a long document answers with many passages');
select results_eq($$select rank, source from howdah.search('badger', 10, mode => 'keyword',
  best_per_document => true) order by source$$,
  $$values ((select rank from howdah.search('badger', 10, mode => 'keyword', best_per_document => true)
  where source = 'badgers.md'), 'badgers.md'),
    ((select rank from howdah.search('badger', 10, mode => 'keyword', best_per_document => true)
    where source = 'fox.md'), 'fox.md')$$, 'or once');
select is((select array_agg(rank order by rank) from howdah.search('badger', 10, mode => 'keyword',
  best_per_document => true)), array[1, 2], 'ranked anew');
select is((select count(*) from howdah.search('badger', 1, mode => 'keyword', best_per_document => true)),
  1::bigint, 'and counted by document');
select ok((select sum(c.token_count) <= 40 and count(*) between 1 and 7
  from howdah.search('badger', 10, mode => 'keyword',
  max_tokens => 40) as s join howdah.chunks as c on c.id = s.chunk_id),
  'a budget of tokens ends the list');
select is_empty($$select * from howdah.search('badger', 10, max_tokens => 1)$$, 'and is never exceeded');
select throws_ok($$select * from howdah.search('badger', max_tokens => 0)$$, '22023', null, 'it is a positive number');
delete from howdah.documents where source in ('badgers.md', 'fox.md');

-- Filters.
create function pg_temp.filtered(filter jsonb) returns text[] language sql as $$
  select array_agg(s.source order by s.source) from howdah.search('leave holidays kitchen keys',
  filter => filtered.filter, mode => 'keyword') as s
$$;
select is(pg_temp.filtered('{"team": "hr"}'), array['holiday.md', 'leave.md'], 'a filter by value');
select is(pg_temp.filtered('{"team": ["office", "sales"]}'), array['kitchen.md'], 'a filter by a list of values');
select is(pg_temp.filtered('{"year": {"gte": 2025}}'), array['holiday.md'], 'a filter by a bound');
select is(pg_temp.filtered('{"year": {"gt": 2023, "lt": 2025}}'), array['leave.md'], 'a filter by two bounds');
select is(pg_temp.filtered('{"team": {"exists": false}}'), array['keys.md'], 'a filter by what is not there');
select is(pg_temp.filtered('{"source": "keys.md"}'), array['keys.md'], 'a filter by source');
select is(pg_temp.filtered('{"language": "english", "year": 2024}'), array['leave.md'],
  'two conditions must both hold');
select is(pg_temp.filtered('{"created_at": {"lt": "2001-01-01"}}'), null, 'a filter by time');
select is(pg_temp.filtered(jsonb_build_object('document_id',
  (select id from howdah.documents where source = 'keys.md'))), array['keys.md'],
  'a filter by document');
select throws_ok($$select howdah.search('x', filter => '[]')$$, '22023', null, 'a filter that is no object is refused');
select throws_ok($$select howdah.search('x', filter => '{"a": {"like": "b"}}')$$, '22023', null,
  'an unknown operator is refused');

select throws_ok($$select howdah.search(null)$$, '22004', null, 'a null query is refused');
select throws_ok($$select howdah.search(E' \n')$$, '22023', null, 'an empty query is refused');
select throws_ok($$select howdah.search(repeat('a', 100001))$$, '22001', null,
  'a query of more than 100,000 characters is refused');
select throws_ok($$select howdah.search('x', 0)$$, '22023', null, 'match_count 0 is refused');
select throws_ok($$select howdah.search('x', mode => 'magic')$$, '22023', null, 'an unknown mode is refused');
select throws_ok($$select howdah.search('x', collection => 'nowhere')$$, 'PT404', null,
  'an unknown collection is refused');

-- Languages.
select howdah.add_document('Die Häuser der Altstadt sind bunt.', 'haus.md', language => 'german');
select howdah.add_document('Мы продаём книги и журналы.', 'kniga.md', language => 'russian');
select howdah.add_document('机器学习是人工智能的一个分支。', 'ml.md', language => 'simple');
select is((select array_agg(source) from howdah.search('Haus', mode => 'keyword')), array['haus.md'],
  'a German word is found by another form');
select is((select array_agg(source) from howdah.search('книга', mode => 'keyword')), array['kniga.md'],
  'a Russian word is found by another form');
select is((select array_agg(source) from howdah.search('"人工智能"', mode => 'keyword')), array['ml.md'],
  'a Chinese phrase is found inside a sentence');

-- Who sees what.
select howdah.act_as('ada', 'acme');
select howdah.add_document('Ada keeps a secret recipe.', 'recipe.md');
select howdah.add_document('Acme shares a public recipe.', 'shared.md', private => false);
set local role howdah_app;
select is((select array_agg(source order by source) from howdah.search('recipe')), array['recipe.md',
  'shared.md'], 'a user finds her own and the tenant''s');
select howdah.act_as('bob', 'acme');
select is((select array_agg(source) from howdah.search('recipe')), array['shared.md'],
  'another user finds only the tenant''s');
select howdah.act_as('ada', 'other');
select is_empty($$select * from howdah.search('recipe')$$, 'another tenant finds nothing');
reset role;
set local role howdah_worker;
select throws_ok($$select howdah.search('recipe')$$, '42501', null, 'a worker may not search');
reset role;
select howdah.act_as('ada', 'acme');
set transaction read only;
select is((select count(*)::integer from howdah.search('recipe')), 2, 'a read-only transaction may search');
select * from finish();
rollback;
