create or replace function howdah_internal.taken_kinds(message howdah.messages, model howdah.models)
  returns text[]
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  if (model).input_kinds is null and exists (
    select from howdah_internal.message_steps as s
     where s.tenant_id = (message).tenant_id and s.message_id = (message).id and s.model_id = (model).id
       and s.facts -> 'is_without_parts' = 'true'
  ) then
    return '{text}';
  end if;
  return (model).input_kinds;
end
$$;
comment on function howdah_internal.taken_kinds is
  'What of a message a model takes: what register_model was told; where nobody has said and its provider has refused '
  'images or files, text alone; else null.';
