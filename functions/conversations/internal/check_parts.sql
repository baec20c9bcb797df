create or replace function howdah_internal.check_parts(parts jsonb)
  returns void
  language plpgsql
  immutable
as $$
begin
  if jsonb_typeof(check_parts.parts) != 'array' or jsonb_path_exists(
    check_parts.parts,
    '$[*] ? (!(@.type like_regex "^(text|image|file|tool_call|tool_result|reasoning)$"))'
  ) then
    raise exception 'parts is not a JSON array of objects with a type'
      using errcode = '22023',
            hint = 'Pass what the message has besides its text: [{"type": "tool_call", "id": "call_1", "name": '
              '"weather", "arguments": "{}"}]. A type is text, image, file, tool_call, tool_result or reasoning.';
  end if;
end
$$;
comment on function howdah_internal.check_parts is
  'Raises 22023 for what cannot be messages.parts; null is nothing.';
