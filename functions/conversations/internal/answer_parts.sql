create or replace function howdah_internal.answer_parts(result jsonb)
  returns jsonb
  language plpgsql
  immutable
as $$
begin
  return case jsonb_typeof(answer_parts.result -> 'parts')
    when 'array' then (
      select jsonb_agg(p order by position)
        from jsonb_array_elements(answer_parts.result -> 'parts') with ordinality as e (p, position)
       where p ->> 'type' in ('text', 'image', 'file', 'tool_call', 'tool_result', 'reasoning'))
  end;
end
$$;
comment on function howdah_internal.answer_parts is
  'What an answer has besides its text, as messages.parts holds it: what it thought aloud, the calls of tools that it '
  'asks for; null for nothing.';
