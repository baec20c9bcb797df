create or replace function howdah.answer_json(message howdah.messages, content text)
  returns table (is_wanted boolean, value jsonb)
  language plpgsql
  stable
  security definer -- prompts are not a table of the application
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_format text := (
    select v.params #>> '{response_format,type}' from howdah.prompt_versions as v
     where v.tenant_id = (message).tenant_id and v.id = (message).prompt_version_id
  );
begin
  is_wanted := coalesce(v_format in ('json_object', 'json_schema'), false);
  if is_wanted then
    begin
      value := answer_json.content::jsonb;
    exception
      when invalid_text_representation or untranslatable_character or numeric_value_out_of_range
        or statement_too_complex or program_limit_exceeded then
        value := null;
    end;
    if v_format = 'json_object' and jsonb_typeof(value) != 'object' then
      value := null;
    end if;
  end if;
  return next;
end
$$;
comment on function howdah.answer_json(howdah.messages, text) is
  'Whether the prompt version of an answer asks for JSON (response_format), and the parsed answer; null for none.';
