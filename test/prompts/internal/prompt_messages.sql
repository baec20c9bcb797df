begin;
select plan(12);

select is(
  howdah_internal.prompt_messages('text', '[{"role": "user"}]'),
    '[{"role": "system", "content": "[{\"role\": \"user\"}]"}]',
  'a text is one system message, whatever it says'
);
select is(
  howdah_internal.prompt_messages('chat',
    '[{"content": "Be kind.", "role": "developer"}, {"role": "assistant", "content": "Yes."}]'),
  '[{"role": "developer", "content": "Be kind."}, {"role": "assistant", "content": "Yes."}]', 'a chat is its messages'
);
select throws_ok(
  format('select howdah_internal.prompt_messages(%L, %L)', 'chat', p), '22023',
  'the content of a chat prompt is not an array of messages', p || ' is refused'
)
  from unnest(array[
    'Hello', '[]', '{"role": "system", "content": "x"}', '["x"]', '[{"role": "tool", "content": "x"}]',
    '[{"role": "user", "content": " "}]', '[{"role": "user", "content": ["x"]}]', '[{"content": "x"}]',
    '[{"role": "user", "content": "x", "name": "y"}]'
  ]) as p;

set local role howdah_worker;
select throws_ok($$select howdah_internal.prompt_messages('text', 'x')$$, '42501', null, 'a worker need not');

select * from finish();
rollback;
