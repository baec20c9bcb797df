begin;
select plan(42);
select howdah.act_as('ann', 'acme');
select howdah.register_model('test', 'four', 'embedding', 4);
select howdah.create_collection('ops', embedding_model => 'test/four', language => 'simple');
select howdah.add_document_chunks(p.source, jsonb_build_array(jsonb_build_object(
    'content', p.content, 'embedding', '[1, 0.1, 0, 0]'::jsonb)), collection => 'ops', private => false)
  from (values
    ('verbose', 'The -v flag makes the tool print every step, verbose.'),
    ('quiet', 'The -q flag makes the tool print nothing.'),
    ('ssh', 'With ssh -L you forward a local port to another host.'),
    ('docker', 'docker run -d starts a container in the background.'),
    ('tar', 'tar -xzf unpacks an archive.'),
    ('java', 'Start it with java -jar app.jar, please.'),
    ('jar', 'Marmalade in a jar.'),
    ('dry', 'Call it with --dry-run once.'),
    ('gift', 'Gift cards are valid for two years.'),
    ('damage', 'Shipping damage: send a photo.'),
    ('refunds', 'Refunds take five days.'),
    ('shipping', 'Shipping takes three days; refunds of shipping are not given.')
  ) as p (source, content);
-- What a mode finds: all passages, by meaning, which is the same for all; or the best by keyword.
create function pg_temp.found(query text, mode text) returns text language sql as $$
  select string_agg(s.source, ' ' order by s.source)
    from howdah.search(query, 20, 'ops', mode => mode, query_embedding => '[1,0,0,0]') as s
$$;
create function pg_temp.first(query text) returns text language sql as $$
  select s.source from howdah.search(query, 1, 'ops', mode => 'keyword') as s
$$;

select is(pg_temp.first(q), w, q || ': excludes nothing') from (values ('how to use ssh -L', 'ssh'),
  ('docker run -d', 'docker'), ('tar -xzf', 'tar'), ('java -jar', 'java'), ('--dry-run', 'dry'), ('-v', 'verbose'),
  ('-shipping', 'shipping'), ('unpacks -archive', null)) as v (q, w);
select is(pg_temp.found(q, 'keyword'), w, q || ' by keyword') from (values
  ('"gift cards" OR "shipping damage"', 'damage gift'), ('"gift cards" OR damage', 'damage gift'),
  ('“gift cards”', 'gift'), ('gift OR damage', 'damage gift'), ('refunds -shipping', 'refunds'),
  ('shipping -"refunds of shipping"', 'damage'), ('"three days" refunds', 'shipping'), ('"nothing like it"', null)
) as v (q, w);
select is(pg_temp.found(q, m), w, q || ' ' || m) from (values ('hybrid'), ('semantic')) as m (m), (values
  ('"gift cards" OR "shipping damage"', 'damage gift'), ('"gift cards"', 'gift'), ('gift OR damage', 'damage gift'),
  ('refunds -shipping', 'docker dry gift jar java quiet refunds ssh tar verbose'),
  ('app -jar', 'damage docker dry gift java quiet refunds shipping ssh tar verbose'), ('"nothing like it"', null),
  ('ssh -L', 'damage docker dry gift jar java quiet refunds shipping ssh tar verbose')) as v (q, w);
select is((select count(*) from howdah.search('refunds -shipping', 20, 'ops', '{"source": ["refunds", "shipping"]}',
  'hybrid', '[1,0,0,0]')), 1::bigint, 'beside a filter');
select is(pg_temp.found('"days', 'keyword'), 'refunds shipping', 'half a phrase is a word');

-- Nothing raises, and nothing is told.
select lives_ok(format('select * from howdah.search(%L, 5, %L, mode => %L)', q, 'ops', 'keyword'), left(q, 20))
  from (values (repeat('- ', 33)), (repeat('-x ', 5000)), (repeat('-shipping a ', 3000)), ('"'), ('OR'), ('\'),
    ('-"'), ('"' || repeat('word ', 12000) || '"'), (repeat('"a b" ', 3000)), ('a -x''y\z%s "%s"')) as v (q);
select * from finish();
rollback;
