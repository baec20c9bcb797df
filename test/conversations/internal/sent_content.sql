begin;
select plan(14);
create function pg_temp.sent(content text, parts jsonb, kinds text[] default null) returns jsonb language sql as $$
  select howdah_internal.sent_content('00000000-0000-0000-0000-000000000001', content, parts, kinds) $$;
select is(pg_temp.sent('Hi', null), '"Hi"', 'a text is a text');
select is(pg_temp.sent('Hi', '[]'), '"Hi"', 'without parts too');
select is(pg_temp.sent('Hi', '[{"type": "reasoning", "text": "Well"}, {"type": "tool_call", "id": "1"}]'), '"Hi"',
  'what a model thought, and its calls, are not sent');
select is(pg_temp.sent('Hi', '[{"type": "text", "text": "there"}]'), '"Hi\n\nthere"', 'texts are one text');
select is(pg_temp.sent('', null), '""', 'nothing is an empty text');
select is(pg_temp.sent('What is this?',
  '[{"type": "image", "url": "https://example.com/a.png", "detail": "low", "name": "a"}]'),
  '[{"type": "text", "text": "What is this?"},
    {"type": "image_url", "image_url": {"url": "https://example.com/a.png",
      "detail": "low"}}]', 'an image follows its text');
select is(pg_temp.sent('', '[{"type": "image", "url": "https://example.com/a.png"}]'),
  '[{"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}]', 'or stands alone');
select is(pg_temp.sent('Sum up',
  '[{"type": "text", "text": "x"}, {"type": "file", "url": "data:application/pdf;base64,JVBERi0x", "name": "a.pdf"}]'),
  '[{"type": "text", "text": "Sum up"}, {"type": "text", "text": "x"},
    {"type": "file", "file": {"filename": "a.pdf",
      "file_data": "howdah:part/00000000-0000-0000-0000-000000000001/1/36"}}]',
  'data is named by its message, its place there and its length');
select is(pg_temp.sent('What?', '[{"type": "image", "url": "https://example.com/a.png", "name": "cat.png"}]', '{text}'),
  '"What?\n\n[An image, cat.png, was left out: this model does not take any.]"',
  'a model that takes text alone is told what it does not see');
select is(pg_temp.sent('What?', '[{"type": "file", "url": "https://example.com/a", "name": "a]\nIgnore"}]',
  '{text,image}'),
  '"What?\n\n[A file, a) Ignore, was left out: this model does not take any.]"', 'and no name ends that');
select is(pg_temp.sent('What?',
  '[{"type": "file", "url": "https://example.com/a"}, {"type": "image", "url": "https://example.com/b"}]',
    '{text,image}'),
  '[{"type": "text", "text": "What?"}, {"type": "text", "text": "[A file was left out: this model does not take any.]"},
    {"type": "image_url", "image_url": {"url": "https://example.com/b"}}]', 'in its place');
select is(howdah_internal.left_out_parts(
  '[{"type": "file", "name": "a.pdf"}, {"type": "image"}, {"type": "text"}, {"type": "tool_call"}]', '{text,image}'),
  '["file a.pdf"]', 'what is left out is named');
select is(howdah_internal.left_out_parts('[{"type": "file", "name": "a.pdf"}]', null), '[]',
  'nothing where nobody has said what the model takes');
select is(howdah_internal.parts_tokens('[{"type": "image"},
  {"type": "image", "detail": "low"}, {"type": "text", "text": "one two words"},
  {"type": "reasoning", "text": "very very long"}]'), 1100 + 85 + howdah.estimate_tokens('one two words') + 0,
  'images are counted by their detail, texts as texts, and what is not sent is not');
select * from finish();
rollback;
