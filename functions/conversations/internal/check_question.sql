create or replace function howdah_internal.check_question(content text, request_key text, variables jsonb, run_by text)
  returns void
  language plpgsql
  immutable
as $$
begin
  if check_question.content is null then
    raise exception 'content is required' using errcode = '22004', hint = 'Pass the question.';
  end if;
  if btrim(check_question.content, E' \t\r\n') = '' then
    raise exception 'the message is empty' using errcode = '22023', hint = 'Pass a question of at least one character.';
  end if;
  if length(check_question.content) > 32000 then
    raise exception 'the message is longer than 32,000 characters'
      using errcode = '22001', hint = 'Put long texts into documents and ask about them.';
  end if;
  perform howdah_internal.check_answer(check_question.request_key, check_question.variables, check_question.run_by);
end
$$;
comment on function howdah_internal.check_question is
  'Raises 22004, 22023 or 22001 for what cannot be asked.';
