begin;
select plan(5);
select howdah.register_model('stub', 'unknown', 'embedding', 8);
select howdah.register_model('stub', 'short', 'embedding', 8, max_input_tokens => 100);
select howdah.create_collection('unknown', 'stub/unknown');
select howdah.create_collection('short', 'stub/short');
create function pg_temp.sizes(name text) returns text language sql as $$
  select format('%s %s %s', z.chunk_tokens, z.chunk_overlap, z.sent_tokens)
    from howdah.collections as c, howdah_internal.chunk_sizes(c) as z where c.name = $1
$$;
select is(pg_temp.sizes('unknown'), '400 40 ', 'where nobody knows what the model takes the collection decides');
select is(pg_temp.sizes('short'), '85 40 85', 'where it is known chunks are no longer');
select is((select chunk_tokens from howdah.collections where name = 'unknown'), 400,
  'and the collection keeps its size');
select howdah.add_document(repeat('Twenty days of leave a year. ', 40), 'a.md', collection => 'unknown');
select is((select count(*) from howdah.chunks where collection = 'unknown'), 1::bigint, 'a page is one chunk');
select is((select howdah_internal.byte_room(m) from howdah.models as m where m.name = 'unknown'), null,
  'nor is anybody told how many bytes it takes');
select * from finish();
rollback;
