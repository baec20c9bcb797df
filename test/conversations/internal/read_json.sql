begin;
select plan(18);
select is((howdah_internal.read_json(c.content)).value, c.value::jsonb, coalesce(c.content, 'nothing'))
  from (values
    ('{"tags": ["a"]}', '{"tags": ["a"]}'),
    (E'```json\n{"tags": ["a"]}\n```', '{"tags": ["a"]}'),
    (E'```\n{"tags": ["a"]}\n```', '{"tags": ["a"]}'),
    (E'Here it is:\n```json\n{"tags": ["a"]}\n```\nAnything else?', '{"tags": ["a"]}'),
    ('```json {"tags": ["a"]}```', '{"tags": ["a"]}'),
    (E'```json\n{"tags": ["a"]}', '{"tags": ["a"]}'),
    ('<think>hm {"x": 1}</think> {"tags": ["a"]}', '{"tags": ["a"]}'),
    (E'\uFEFF{"tags": ["a"]}', '{"tags": ["a"]}'),
    (E' \n{"tags": ["a"]}\n ', '{"tags": ["a"]}'),
    ('{"code": "```js x ```"}', '{"code": "```js x ```"}'),
    (E'```\n["a"]\n```', '["a"]'),
    ('{"tags": ["a", "b', null),
    ('Sure, one moment please: here.', null),
    ('{a} and {b}', null),
    ('', null),
    (null, null)
  ) as c (content, value);
select is((howdah_internal.read_json('{"a": "\u0000"}'))::text,
  '(,"the answer is JSON with the character \\u0000, which jsonb cannot store")', 'what jsonb cannot hold says why');
select is((howdah_internal.read_json('{"a": 1e999999}'))::text, '(,"the answer is JSON that jsonb cannot store")',
  'so does a number out of range');
select * from finish();
rollback;
