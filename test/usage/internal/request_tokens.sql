begin;
select plan(12);
create function pg_temp.tokens(messages jsonb) returns integer language sql as $$
  select howdah_internal.request_tokens(messages)
$$;
create function pg_temp.weight(variadic texts text[]) returns numeric language sql as $$
  select sum(howdah_internal.text_weight(t)) / 4.0 from unnest(texts) as t
$$;
select is(pg_temp.tokens('[]'), 3, 'three for the answer''s beginning');
select is(pg_temp.tokens('[{"role": "user", "content": "abcdefgh"}]'),
  ceil(pg_temp.weight('abcdefgh') + 4 + 3)::integer, 'four a message');
select is(pg_temp.tokens('[{"role": "system", "content": "ab"}, {"role": "user", "content": "cd"}]'),
  ceil(pg_temp.weight('ab', 'cd') + 8 + 3)::integer, 'texts are added up before they are rounded');
select is(
  pg_temp.tokens('[{"role": "user", "content": [{"type": "text", "text": "abcd"}, "efgh", {"type": "text"}]}]'),
  ceil(pg_temp.weight('abcd', 'efgh', '{"type": "text"}') + 4 + 3)::integer, 'parts are added up');
select is(pg_temp.tokens('[{"role": "user", "content": [{"type": "image_url",
  "image_url": {"url": "data:image/png;base64,iVBORw0KGgo", "detail": "low"}}]}]'), 85 + 4 + 3, 'a small image is 85');
select is(
  pg_temp.tokens(jsonb_build_array(jsonb_build_object('role', 'user', 'content', jsonb_build_array(
    jsonb_build_object('type', 'image_url', 'image_url',
      jsonb_build_object('url', 'data:image/png;base64,' || repeat('iVBORw0K', 100000))))))), 1100 + 4 + 3,
  'another 1,100, however long its letters');
select ok(
  pg_temp.tokens(jsonb_build_array(jsonb_build_object('role', 'user', 'content', jsonb_build_array(
    jsonb_build_object('type', 'file', 'file', jsonb_build_object('file_data', repeat('JVBERi0x', 100000)))))))
    between 500 and 2000, 'a file counts by its size');
select is(pg_temp.tokens('[{"role": "user"}, {"role": "user", "content": null}, "no message", 1]'), 16 + 3,
  'what has no text has none');
select is(pg_temp.tokens('[{"role": "assistant", "content": "", "tool_calls": [{"a": "bcd"}]}]'),
  ceil(pg_temp.weight('[{"a": "bcd"}]') + 4 + 3)::integer, 'calls of tools are text too');
select is(howdah_internal.request_tokens('[]', '{"tools": [{"name": "weather"}], "temperature": 1}'),
  ceil(pg_temp.weight('[{"name": "weather"}]') + 3)::integer, 'and so are the tools that are offered');
select is(howdah_internal.request_tokens('[{"role": "user", "content": "abcdefgh"}]', '{}', 2),
  ceil(2 * (pg_temp.weight('abcdefgh') + 4 + 3))::integer,
  'a model whose provider counts twice as much has twice as much');
select is(pg_temp.tokens(null), 3, 'no messages at all are like an empty list');
select * from finish();
rollback;
