create or replace function howdah_internal.read_json(content text, out value jsonb, out problem text)
  language plpgsql
  immutable
as $$
declare
  v_space text := E' \t\r\n\uFEFF\u200B';
  -- What a model thinks aloud is no part of its answer.
  v_text text := btrim(regexp_replace(
    btrim(read_json.content, v_space), '^<th.*?</th(ink|inking|ought)>', '', 'i'), v_space);
  v_candidate text;
begin
  foreach v_candidate in array array[
    v_text,
    -- In a code fence, or with a sentence before or after it.
    btrim(substring(v_text from '```[a-zA-Z0-9_]*\s*(.*)```'), v_space),
    substring(v_text from '\{.*\}')
  ] loop
    continue when v_candidate is null;
    begin
      perform v_candidate::json;
      begin
        value := v_candidate::jsonb;
      exception
        when others then
          problem := case
            when v_candidate ~ '\\u0000' then 'the answer is JSON with the character \u0000, which jsonb cannot store'
            else 'the answer is JSON that jsonb cannot store' end;
      end;
      return;
    exception
      when invalid_text_representation or statement_too_complex or untranslatable_character then
        null;
    end;
  end loop;
end
$$;
comment on function howdah_internal.read_json is
  'The JSON value of an answer: the whole text, or what stands in it in a code fence, after thoughts, between '
  'sentences; null where there is none, with the problem where jsonb cannot hold it.';
