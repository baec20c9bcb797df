create or replace function howdah_internal.step_feature(message howdah.messages, step howdah_internal.message_steps)
  returns text
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return coalesce((
    select v.prompt from howdah_internal.prompt_versions as v
     where v.tenant_id = (message).tenant_id and v.id = coalesce(
       (step).prompt_version_id, case when (step).call = 'chat' then (message).prompt_version_id end)
  ), 'question');
end
$$;
comment on function howdah_internal.step_feature is
  'What a call of a message is counted as in usage and budgets: the prompt it is made by, its own or that of the '
  'message; question where there is none.';
