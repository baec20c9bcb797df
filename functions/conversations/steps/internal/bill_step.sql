create or replace function howdah_internal.bill_step(message howdah.messages, step howdah_internal.message_steps)
  returns numeric
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_version howdah_internal.prompt_versions;
begin
  select v.* into v_version from howdah_internal.prompt_versions as v
   where v.tenant_id = (message).tenant_id and v.id = coalesce(
     (step).prompt_version_id, case when (step).call = 'chat' then (message).prompt_version_id end);
  return howdah_internal.write_usage(
    (message).tenant_id, (message).user_id, (message).id, (step).seq, (step).started_at, (step).model_id,
    (step).facts,
    coalesce(v_version.prompt, 'question'), (message).conversation_id, (message).id, v_version.prompt,
    v_version.version, case when v_version.id = (message).prompt_version_id then (message).experiment_id end,
    -- After its end the next call of the message holds under the same id.
    case when not (step).is_billed then (step).reservation_id end);
end
$$;
comment on function howdah_internal.bill_step is
  'Writes the usage of one call of a message and settles what was held for it; repeated, or for a late report of a '
  'call that was taken for lost, it corrects what was written. Returns US cents.';
