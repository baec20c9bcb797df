create or replace function howdah_internal.shortened_room(
  message howdah.messages,
  model howdah.models,
  question_tokens integer
)
  returns integer
  language plpgsql
  stable
as $$
begin
  return (
    select (question_tokens + (min(s.input_tokens) / (model).token_ratio - question_tokens) / 2)::integer
      from howdah_internal.message_steps as s
     where s.tenant_id = (message).tenant_id and s.message_id = (message).id and s.model_id = (model).id
       and s.facts -> 'is_shortened' = 'true');
end
$$;
comment on function howdah_internal.shortened_room is
  'Estimated tokens of a request after its model has refused a longer one: prompt and question, and half of what was '
  'sent beside them. Null where none was refused.';
