create or replace function howdah_internal.sent_text(
  title text,
  heading text,
  content text,
  model howdah.models,
  is_refused boolean
)
  returns text
  language plpgsql
  stable
as $$
declare
  v_text text := howdah_internal.embedding_text(sent_text.title, sent_text.heading, sent_text.content);
  v_prefix text := (model).document_prefix;
  v_above text;
  v_room integer := howdah_internal.byte_room(model) - octet_length(sent_text.content);
begin
  if sent_text.is_refused and v_room is not null then
    v_above := left(
      howdah_internal.embedding_text(sent_text.title, sent_text.heading, ''), greatest(0, v_room - 2));
    while octet_length(v_above) > v_room - 2 and v_above != '' loop
      v_above := left(v_above, -1);
    end loop;
    return v_prefix || howdah_internal.embedding_text(btrim(v_above, E' \n'), null, sent_text.content);
  end if;
  v_text := v_prefix || v_text;
  if howdah_internal.fit_text(v_text, model) is not distinct from v_text then
    return v_text;
  end if;
  v_above := howdah_internal.fit_weight(
    howdah_internal.embedding_text(sent_text.title, sent_text.heading, ''),
    (model).max_input_tokens * 4 * 0.85 / (model).token_ratio
      - howdah_internal.text_weight(v_prefix || sent_text.content) - 8);
  return howdah_internal.fit_text(
    v_prefix || howdah_internal.embedding_text(btrim(v_above, E' \n'), null, sent_text.content), model);
end
$$;
comment on function howdah_internal.sent_text is
  'A chunk as it is sent to be embedded, behind what its model wants before it: where that does not take all, the '
  'chunk comes before title and headings; of one that was refused as too long it is bytes that count.';
