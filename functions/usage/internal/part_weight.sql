create or replace function howdah_internal.part_weight(part jsonb)
  returns integer
  language plpgsql
  immutable
as $$
begin
  return case
    when jsonb_typeof(part_weight.part) = 'string' then howdah_internal.text_weight(part_weight.part #>> '{}')
    when part_weight.part ? 'text' then coalesce(howdah_internal.text_weight(part_weight.part ->> 'text'), 0)
    -- Nobody sends their letters as text: an image of a thousand pixels a side is 765 tokens at OpenAI, 1,400 at
    -- Anthropic; a small one 85.
    when part_weight.part ->> 'type' in ('image_url', 'input_image', 'image') then
      case when coalesce(part_weight.part #>> '{image_url,detail}', part_weight.part ->> 'detail') = 'low' then 4 * 85
        else 4 * 1100 end
    -- In base64 a second of speech is 40 kB of WAV, or 10 tokens; a page of a PDF takes about as much.
    when part_weight.part ->> 'type' in ('input_audio', 'file', 'input_file', 'document') then
      4 * (100 + least(coalesce(
        -- One that is written down elsewhere says how long it is.
        substring(part_weight.part #>> '{file,file_data}' from '^howdah:part/[^/]+/\d+/(\d{1,8})$')::integer,
        length(part_weight.part::text)), 40000000) / 1000)
    else howdah_internal.text_weight(part_weight.part::text)
  end;
end
$$;
comment on function howdah_internal.part_weight is
  'Estimated length of a part of a message in quarters of a token: a text as text_weight has it, an image by its '
  'detail, sound and files by their size.';
