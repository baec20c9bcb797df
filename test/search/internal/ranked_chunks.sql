begin;
select plan(13);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Ann keeps a recipe.', 'ann.md');
select howdah.act_as('bob', 'acme');
select howdah.add_document('Bob keeps a recipe.', 'bob.md');
create temp table mine as select id from howdah.chunks where owner_id = 'bob';
grant select on mine to public;
set local role howdah_app;
select results_eq($$select chunk_id from howdah_internal.ranked_chunks('recipe', 10, null, '{}', 'keyword',
  null)$$, 'select id from mine',
  'it ranks what the current user may see, and nothing else');
select throws_ok($$select howdah_internal.ranked_chunks('recipe', 10, 'nowhere', '{}', 'keyword', null)$$,
  'PT404', null,
  'an unknown collection is refused');
set local role howdah_worker;
select throws_ok($$select howdah_internal.ranked_chunks('recipe', 10, null, '{}', 'keyword', null)$$, '42501',
  null, 'a worker may not search');
reset role;

-- How far apart two are.
select howdah.register_model('test', 'four', 'embedding', 4);
select howdah.create_collection('pay', embedding_model => 'test/four');
create function pg_temp.put(source text, content text, embedding jsonb default null, collection text default 'pay')
returns uuid language sql as $$
  select howdah.add_document_chunks(source, jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
    'content', content, 'embedding', embedding))), collection => put.collection)
$$;
select pg_temp.put('case ' || i, format(
    'The payment service answers with an error code when the card is wrong, case %s.', i),
  jsonb_build_array(1, 0.01 * i, 0, 0)) from generate_series(1, 60) as i;
select pg_temp.put('stolen', 'ER55219_91 means that the card was stolen.', '[1, 0.9, 0, 0]');
select pg_temp.put('lost', 'ER55219_92 and PO-001 mean that the card was lost; see node.js.', '[-1, 0.9, 0, 0]');
create function pg_temp.place(query text, source text) returns integer language sql as $$
  select s.rank from howdah.search(query, 10, 'pay', query_embedding => '[1,0.3,0,0]') as s
   where s.source = place.source
$$;
select is(pg_temp.place(q, 'lost'), 1, q || ': first') from (values ('ER55219_92'), ('PO-001'), ('node.js')) as v (q);
select cmp_ok(pg_temp.place('what does error code ER55219_91 of the payment service mean', 'stolen'), '<=', 5,
  'whatever the vectors think, a passage with the identifier that is asked for is among the first');
select cmp_ok(pg_temp.place('which payment error has the service when a card was stolen', 'stolen'), '<=', 5,
  'and one that alone has a word of it');
select is(howdah_internal.query_identifiers('Is ER55219_91, (node.js) or a@b.org e.g. 30 of 10.0.0.1 in getName?'),
  '{ER55219_91,node.js,a@b.org,10.0.0.1,getName}', 'identifiers are told by their look');
select is(howdah_internal.query_identifiers('refunds?'), '{refunds}', 'a word alone is one');

select howdah.create_collection('cats', embedding_model => 'test/four');
select pg_temp.put('refunds.md', 'Refunds take five days.', '[0.03, 1, 0, 0]', 'cats');
select pg_temp.put('cats.md', 'All about cats.', null, 'cats');
select is((select array_agg(source order by rank) from howdah.search('what about cats', 5, 'cats',
  query_embedding => '[1,0,0,0]')), '{cats.md,refunds.md}',
  'a place among vectors counts little where nothing is similar');
select is((select count(*) from howdah_internal.ranked_chunks('"cats" -refunds', 5, 'cats', '{}', 'keyword', null,
  has_operators => o)), n::bigint, 'plain text has no operators') from (values (true, 1), (false, 2)) as v (o, n);
select * from finish();
rollback;
