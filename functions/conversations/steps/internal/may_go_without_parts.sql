create or replace function howdah_internal.may_go_without_parts(step howdah_internal.message_steps, error_code text)
  returns boolean
  language plpgsql
  stable
as $$
begin
  -- The next one of this model has none, so it is once.
  return may_go_without_parts.error_code = 'bad_request' and (step).kind = 'answer'
    and (step).request @? '$.messages[*].content[*] ? (@.type != "text")'
    and exists (
      select from howdah.models as m where m.id = (step).model_id and m.input_kinds is null);
end
$$;
comment on function howdah_internal.may_go_without_parts is
  'Whether an answer may be asked for once more without images and files, which its provider may have refused: where '
  'nobody has said what its model takes.';
