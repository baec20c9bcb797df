create or replace function howdah_internal.sent_content(
  message_id uuid,
  content text,
  parts jsonb,
  input_kinds text[]
)
  returns jsonb
  language plpgsql
  immutable
as $$
declare
  v_items jsonb := case when sent_content.content = '' then '[]'
    else jsonb_build_array(jsonb_build_object('type', 'text', 'text', sent_content.content)) end;
  v_part record;
  v_url text;
begin
  for v_part in
    select p.value as part, p.value ->> 'type' as type, p.n - 1 as n
      from jsonb_array_elements(sent_content.parts) with ordinality as p (value, n)
     where p.value ->> 'type' in ('text', 'image', 'file')
     order by p.n
  loop
    v_url := v_part.part ->> 'url';
    -- Data is written down once, in its message: hand_out_step puts it in its place.
    if starts_with(v_url, 'data:') then
      v_url := format('howdah:part/%s/%s/%s', sent_content.message_id, v_part.n, length(v_url));
    end if;
    v_items := v_items || case
      when v_part.type = 'text' then jsonb_build_object('type', 'text', 'text', v_part.part ->> 'text')
      when v_part.type != all (sent_content.input_kinds) then jsonb_build_object(
        'type', 'text', 'text', format(
          '[%s was left out: this model does not take any.]',
          case v_part.type when 'image' then 'An image' else 'A file' end
            || coalesce(', ' || translate(v_part.part ->> 'name', E'[]\n', '()  ') || ',', '')))
      when v_part.type = 'image' then jsonb_build_object(
        'type', 'image_url',
        'image_url', jsonb_strip_nulls(jsonb_build_object('url', v_url, 'detail', v_part.part -> 'detail')))
      else jsonb_build_object(
        'type', 'file', 'file', jsonb_build_object(
          'filename', coalesce(v_part.part ->> 'name', 'file'), 'file_data', v_url))
    end;
  end loop;
  -- What is text alone is sent as text, which every server takes.
  if not v_items @? '$[*] ? (@.type != "text")' then
    return to_jsonb(coalesce((
      select string_agg(i.value ->> 'text', E'\n\n' order by i.n)
        from jsonb_array_elements(v_items) with ordinality as i (value, n)), ''));
  end if;
  return v_items;
end
$$;
comment on function howdah_internal.sent_content is
  'A message as a model is sent it: its text, or text, images and files as the OpenAI API has them. What is none of '
  'input_kinds (null: nobody has said) is named in words instead.';
