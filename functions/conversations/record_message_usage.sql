create or replace function howdah.record_message_usage(
  tenant text,
  message_id uuid,
  attempt integer,
  started_at timestamptz,
  usage jsonb,
  is_last boolean default false
)
  returns numeric
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
begin
  -- The job may be gone or somebody else's: what was spent is recorded all the same.
  return (
    select howdah.write_usage(
             m.tenant_id, m.user_id, m.id, record_message_usage.attempt, record_message_usage.started_at,
             m.model_id, record_message_usage.usage, v.prompt, m.conversation_id, m.id, v.prompt, v.version,
             m.experiment_id,
             case when record_message_usage.is_last then m.id end)
      from howdah.messages as m
      join howdah.prompt_versions as v
        on v.tenant_id = m.tenant_id and v.id = m.prompt_version_id
     where m.tenant_id = record_message_usage.tenant
       and m.id = record_message_usage.message_id
  );
end
$$;
comment on function howdah.record_message_usage(text, uuid, integer, timestamptz, jsonb, boolean) is
  'Records what one attempt at an answer cost, and returns it in US cents; the last one settles the reservation.';
