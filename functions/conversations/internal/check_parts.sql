drop function if exists howdah_internal.check_parts(jsonb);
create or replace function howdah_internal.check_parts(
  parts jsonb,
  types text[] default '{text,image,file,tool_call,tool_result,reasoning}'
)
  returns void
  language plpgsql
  immutable
as $$
declare
  v_part record;
  v_problem text;
begin
  if jsonb_typeof(check_parts.parts) != 'array' then
    raise exception 'parts is not a JSON array of objects with a type'
      using errcode = '22023',
            hint = 'Example: [{"type": "image", "url": "https://example.com/a.png"}].';
  end if;
  if jsonb_array_length(check_parts.parts) > 50 then
    raise exception 'parts has more than 50 parts'
      using errcode = '22023', hint = 'Spread them over several messages.';
  end if;
  if octet_length(check_parts.parts::text) > 8388608 then
    raise exception 'parts are larger than 8 MB together'
      using errcode = '22001', hint = 'Pass large images and files by an http(s) URL.';
  end if;
  for v_part in
    select p.value, p.n from jsonb_array_elements(check_parts.parts) with ordinality as p (value, n)
  loop
    if (v_part.value ->> 'type' = any (check_parts.types)) is not true then
      raise exception 'part % of parts has no type that may stand here', v_part.n
        using errcode = '22023',
              hint = format('Pass objects with a type of %s.', array_to_string(check_parts.types, ', '));
    end if;
    if octet_length(v_part.value ->> 'url') > 4194304 then
      raise exception 'part % of parts is larger than 4 MB', v_part.n
        using errcode = '22001', hint = 'Pass large images and files by an http(s) URL.';
    end if;
    v_problem := howdah_internal.part_problem(v_part.value);
    if v_problem is not null then
      raise exception 'part % of parts: %', v_part.n, v_problem
        using errcode = '22023',
              hint = 'Parts are {"type": "text", "text": ..}, {"type": "image", "url": .., "detail": "low"} and '
                '{"type": "file", "url": .., "name": "a.pdf"}; a url is http(s), or data:image/png;base64,...';
    end if;
  end loop;
end
$$;
comment on function howdah_internal.check_parts is
  'Raises 22023 or 22001 for what cannot be messages.parts, or is of another type than may stand here; null is '
  'nothing.';
