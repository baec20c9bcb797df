create or replace function howdah.record_message_usage(
  tenant text,
  message_id uuid,
  attempt integer,
  started_at timestamptz,
  usage jsonb,
  is_last boolean default false,
  model_id integer default null
)
  returns numeric
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_cost numeric;
begin
  -- The job may be gone or somebody else's: what was spent is recorded all the same.
  select howdah.write_usage(
           m.tenant_id, m.user_id, m.id, record_message_usage.attempt, record_message_usage.started_at,
           -- It may have moved to its fallback since: the price is that of the model that was called.
           coalesce(record_message_usage.model_id, m.model_id), record_message_usage.usage, v.prompt,
           m.conversation_id, m.id, v.prompt, v.version, m.experiment_id,
           case when record_message_usage.is_last then m.id end)
    into v_cost
    from howdah.messages as m
    join howdah.prompt_versions as v
      on v.tenant_id = m.tenant_id and v.id = m.prompt_version_id
   where m.tenant_id = record_message_usage.tenant
     and m.id = record_message_usage.message_id;
  if not found then
    -- Deleted with its conversation during the call: the job still knows who pays for which model.
    select howdah.write_usage(
             j.tenant_id, j.user_id, record_message_usage.message_id, record_message_usage.attempt,
             record_message_usage.started_at,
             coalesce(record_message_usage.model_id, l.model_id, (j.payload ->> 'model_id')::integer),
             record_message_usage.usage, message_id => record_message_usage.message_id)
      into v_cost
      from howdah.jobs as j
      join howdah.lanes as l on l.name = j.lane
     where j.tenant_id = record_message_usage.tenant
       and j.kind = 'chat'
       and j.payload ->> 'message_id' = record_message_usage.message_id::text;
  end if;
  return v_cost;
end
$$;
comment on function howdah.record_message_usage(text, uuid, integer, timestamptz, jsonb, boolean, integer) is
  'Records what one attempt at an answer cost, and returns it in US cents; the last one settles the reservation. '
  'model_id is the model that was called, as the claim named it; null is the one the message has now.';
