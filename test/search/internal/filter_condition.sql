begin;
select plan(33);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Leave.', m.source, metadata => m.metadata::jsonb, private => false) from (values
  ('a', '{"n": 4, "author": {"name": "ann", "id": 7}, "a.b": 1}'), ('b', '{"n": 5, "author": {"name": "bob"}}'),
  ('c', '{"tags": ["x", "y"]}')) as m (source, metadata);
select howdah.add_document_chunks('d', '[{"content": "Leave again.", "metadata": {"n": 6, "author": {"name": "dan"}}}]',
  private => false);
create function pg_temp.found(filter jsonb) returns text language sql as $$
  select string_agg(x.source, '' order by x.source)
    from howdah.search('leave', filter => filter, mode => 'keyword') as s
   cross join unnest(s.also_in || s.source) as x (source)
$$;
select is(pg_temp.found(f::jsonb), w, f) from (values
  ('{}', 'abcd'), ('{"n": {"ne": 4}}', 'bcd'), ('{"n": {"ne": [4, 5]}}', 'cd'), ('{"n": {"ne": "4"}}', 'abcd'),
  ('{"n": {"in": [4, 6]}}', 'ad'), ('{"n": {"eq": 4}}', 'a'), ('{"n": {"gt": 4, "ne": 6}}', 'b'),
  ('{"source": {"ne": "a"}}', 'bcd'), ('{"tags": {"ne": "x"}}', 'abd'), ('{"n": []}', null),
  ('{"n": {"ne": []}}', 'abcd'),
  ('{"author": {"name": "ann"}}', 'a'), ('{"author": {"name": ["bob", "dan"]}}', 'bd'), ('{"author.name": "bob"}', 'b'),
  ('{"a.b": 1}', 'a'), ('{"author": {"id": {"gte": 7}}}', 'a'), ('{"author": {"id": {"exists": false}}}', 'bcd'),
  ('{"author.id": {"exists": true}}', 'a'), ('{"author": {"name": {"ne": "ann"}, "id": 7}}', null),
  ('{"or": [{"n": 4}, {"author": {"name": "dan"}}]}', 'ad'), ('{"or": [{"n": 4}, {"n": 5}], "source": "b"}', 'b'),
  ('{"or": []}', null), ('{"or": [{}]}', 'abcd'), ('{"or": [{"n": {"lt": 5}}, {"or": [{"source": "c"}]}]}', 'ac')
) as v (f, w);
select throws_ok(format('select howdah.search(%L, filter => %L)', 'x', f), '22023', null, f || ' is refused')
  from (values
  ('[]'), ('{"a": {"like": "b"}}'), ('{"a": {"$gt": 1}}'), ('{"a": {"gt": 1, "b": 2}}'), ('{"a": {}}'), ('{"a": null}'),
  ('{"a": {"in": 1}}'), ('{"or": [{"a": null}]}'), (repeat('{"a": ', 22) || '1' || repeat('}', 22))) as v (f);
select * from finish();
rollback;
