begin;
select plan(33);
create function pg_temp.says(parts jsonb, types text[] default null) returns text language plpgsql as $$
begin
  if types is null then
    perform howdah_internal.check_parts(parts);
  else
    perform howdah_internal.check_parts(parts, types);
  end if;
  return 'fine';
exception
  when others then return sqlstate || ' ' || sqlerrm;
end $$;
create function pg_temp.one(part text) returns text language sql
  as $$ select pg_temp.says(jsonb_build_array(part::jsonb)) $$;
select is(pg_temp.says(null), 'fine', 'nothing is fine');
select is(pg_temp.says('[]'), 'fine', 'and so is an empty array');
select is(pg_temp.says('{}'), '22023 parts is not a JSON array of objects with a type', 'an object is none');
select is(pg_temp.says('[1]'), '22023 part 1 of parts has no type that may stand here', 'nor is a number a part');
select is(pg_temp.says('[{"type": "text", "text": "x"}, {"type": "video"}]'),
  '22023 part 2 of parts has no type that may stand here', 'an unknown type is named by its place');
select is(pg_temp.says('[{"type": "tool_call"}]', '{text,image,file}'),
  '22023 part 1 of parts has no type that may stand here', 'a type that may not stand here too');
select is(pg_temp.says((select jsonb_agg('{"type": "text", "text": "x"}'::jsonb) from generate_series(1, 50))), 'fine',
  'fifty are fine');
select is(pg_temp.says((select jsonb_agg('{"type": "text", "text": "x"}'::jsonb) from generate_series(1, 51))),
  '22023 parts has more than 50 parts', 'more are not');
select is(pg_temp.one(p), 'fine', 'fine: ' || p) from unnest(array[
  '{"type": "image", "url": "https://example.com/a.png", "detail": "low", "name": "a.png"}',
  '{"type": "image", "url": "http://example.com:8080/a?b=c@d#e"}',
  '{"type": "image", "url": "data:image/png;base64,iVBORw0KGgo="}',
  '{"type": "file", "url": "data:application/pdf;base64,JVBERi0x", "name": "a.pdf"}',
  '{"type": "file", "url": "https://example.com/a.pdf", "name": null}',
  '{"type": "reasoning", "text": "Well."}',
  '{"type": "tool_call", "id": "c1", "name": "weather", "arguments": "{}"}'
]) as p;
select is(pg_temp.one(p[1]), '22023 part 1 of parts: ' || p[2], p[2] || ': ' || p[1]) from (values
  (array['{"type": "text"}', 'text is required']),
  (array['{"type": "text", "text": ""}', 'text is required']),
  (array['{"type": "text", "text": 1}', 'text is required']),
  (array['{"type": "image"}', 'url is required']),
  (array['{"type": "image", "url": {"a": 1}}', 'url is required']),
  (array['{"type": "image", "url": "ftp://example.com/a.png"}', 'url is neither http(s) nor data']),
  (array['{"type": "image", "url": "howdah:part/1/2/3"}', 'url is neither http(s) nor data']),
  (array['{"type": "image", "url": "https://ann:secret@example.com/a.png"}',
    'url is no address, or longer than 2,048 characters']),
  (array['{"type": "image", "url": "https://example.com/a b.png"}',
    'url is no address, or longer than 2,048 characters']),
  (array['{"type": "image", "url": "https://"}', 'url is no address, or longer than 2,048 characters']),
  (array['{"type": "image", "url": "data:text/html;base64,AAAA"}',
    'url holds no image in base64 (png, jpeg, webp or gif)']),
  (array['{"type": "image", "url": "data:image/png;base64,AAA"}',
    'url holds no image in base64 (png, jpeg, webp or gif)']),
  (array['{"type": "file", "url": "data:application/pdf,AAAA"}', 'url holds no file in base64']),
  (array['{"type": "image", "url": "https://example.com/a", "detail": "much"}', 'detail is none of low, high, auto']),
  (array['{"type": "file", "url": "https://example.com/a", "name": ""}', 'name is no text of 1 to 200 characters'])
) as v (p);
select is(pg_temp.one(format('{"type": "text", "text": "%s"}', repeat('x', 32001))),
  '22023 part 1 of parts: text is longer than 32,000 characters', 'a long text is no part');
select is(pg_temp.one(format('{"type": "image", "url": "data:image/png;base64,%s"}', repeat('A', 4194304))),
  '22001 part 1 of parts is larger than 4 MB', 'an image of more than 4 MB is refused');
select is(pg_temp.says((select jsonb_agg(jsonb_build_object('type', 'image', 'url',
  'data:image/png;base64,' || repeat('A', 3000000)))
  from generate_series(1, 3))), '22001 parts are larger than 8 MB together', 'and all together more than 8 MB');
select * from finish();
rollback;
