begin;
select plan(19);
select howdah.act_as('ann', 'acme');
select howdah.register_model('test', 'four', 'embedding', 4);
select howdah.create_collection('c', embedding_model => 'test/four');
create function pg_temp.put(source text, content text, embedding text default null, private boolean default false)
returns uuid language sql as $$
  select howdah.add_document_chunks(source, jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
    'content', content, 'embedding', embedding::jsonb))), collection => 'c', private => private)
$$;
select pg_temp.put('copy-' || n, 'Refunds take five days.', '[1, 0, 0, 0]') from generate_series(10, 69) as n;
select pg_temp.put('differs', 'Refunds above 500 euros need the signature of a manager.', '[0.9, 0.4, 0, 0]');
select pg_temp.put('near', 'A refund is signed by the manager.', '[0.9, 0.38, 0, 0]');
select pg_temp.put('far', 'Refunds in the shop are quick.', '[0.8, 0, 0.6, 0]');
create function pg_temp.found(query text, n integer, mode text default 'hybrid', each boolean default false,
  floor float8 default null, diversity float8 default null)
returns text[] language sql as $$
  select array_agg(s.source order by s.rank)
    from howdah.search(query, n, 'c', mode => mode, query_embedding => '[1, 0, 0, 0]', best_per_document => each,
      min_similarity => floor, diversity => diversity) as s
$$;

select is((select count(*) from unnest(pg_temp.found('refunds', 8, m)) as s where s like 'copy%'), 1::bigint,
  'a text stands once: ' || m) from (values ('hybrid'), ('semantic'), ('keyword')) as m (m);
select is(cardinality(pg_temp.found('refunds', 4, m)), 4, 'however many its copies are: ' || m)
  from (values ('hybrid'), ('semantic')) as m (m);
select is((select count(*) from unnest(pg_temp.found('refunds', 8, each => true)) as s where s like 'copy%'), 1::bigint,
  'also where each document is wanted once');
select is((select array_length(also_in, 1) from howdah.search('refunds', 4, 'c', query_embedding => '[1,0,0,0]')
  where source like 'copy%'), 59, 'and the other sources are named');
select is((select also_in from howdah.search('signature', 1, 'c', mode => 'keyword')), '{}',
  'none where there is none');
select howdah.act_as('bob', 'acme');
select pg_temp.put('mine', 'Refunds take five days.', '[1, 0, 0, 0]', true);
select pg_temp.put('twice', 'Bob says it once.', private => true);
select howdah.act_as('ann', 'acme');
select ok(not 'mine' = any (also_in), 'what is another user''s is not named')
  from howdah.search('five', 1, 'c', mode => 'keyword');
select howdah.act_as('bob', 'acme');
select ok('mine' = any (also_in || source), 'to whom it belongs it is')
  from howdah.search('five', 1, 'c', mode => 'keyword');

-- A least similarity.
select is(pg_temp.found('refunds', 9, 'semantic', floor => 0.85), '{copy-10,near,differs}',
  'what is less similar is not shown');
select is(pg_temp.found('shop', 9, floor => 0.85), '{copy-10,near,differs}', 'nor where a word of it is asked for');
select ok('twice' = any (pg_temp.found('bob', 9, floor => 0.85)), 'what has no vector yet is');
select is(pg_temp.found('shop', 9, 'keyword', floor => 0.85), '{far}', 'without vectors there is nothing to compare');

-- Diversity.
select is(pg_temp.found('refunds', 3, 'semantic', diversity => 0), '{copy-10,near,differs}', 'zero is the plain order');
select is(pg_temp.found('refunds', 3, 'semantic', diversity => 0.7), '{copy-10,far,differs}',
  'what is like those before it stands back');
select ok('far' = any (pg_temp.found('refunds', 2, diversity => 0.9)), 'in hybrid mode too');
select throws_ok($$select howdah.search('x', min_similarity => 1.1)$$, '22023', null, 'a similarity is -1 to 1');
select throws_ok($$select howdah.search('x', diversity => -0.1)$$, '22023', null, 'diversity is 0 to 1');
select * from finish();
rollback;
