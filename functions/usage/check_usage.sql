create or replace function howdah.check_usage(
  model text,
  usage jsonb,
  attempt integer,
  started_at timestamptz,
  status text,
  feature text,
  prompt text,
  prompt_version integer,
  conversation_id uuid
)
  returns void
  language plpgsql
  stable
  security definer -- looks whether the conversation is the caller's
  set search_path from current
as $$
declare
  v_tenant text := howdah.acting_tenant();
  v_user text := howdah.current_user_id();
begin
  if check_usage.model is null or check_usage.attempt is null then
    raise exception 'model and attempt are required'
      using errcode = '22004', hint = 'Example: select howdah.record_usage(''openai/gpt-4o-mini'', usage).';
  end if;
  if jsonb_typeof(check_usage.usage) != 'object' or check_usage.attempt < 1
     or check_usage.status not in ('ok', 'failed', 'cancelled', 'timeout')
     or not coalesce(isfinite(check_usage.started_at), true)
     or check_usage.started_at > howdah.clock() + interval '5 minutes'
     or (check_usage.prompt is null) != (check_usage.prompt_version is null) then
    raise exception 'a value of the usage is out of range'
      using errcode = '22023',
            hint = 'usage is the provider''s object, attempt 1 or more, status ok, failed, cancelled or timeout, '
              'started_at not in the future, prompt and prompt_version both or none.';
  end if;
  if length(check_usage.model) > 250 or length(check_usage.feature) > 200 then
    raise exception 'model or feature is too long' using errcode = '22001', hint = 'At most 250 and 200 characters.';
  end if;
  if check_usage.prompt is not null and not exists (
    select from howdah.prompt_versions as v
     where v.tenant_id = v_tenant and v.prompt = check_usage.prompt and v.version = check_usage.prompt_version
  ) then
    raise exception 'there is no such prompt version'
      using errcode = 'PT404', hint = 'Pass the version that active_prompt or render_prompt named.';
  end if;
  if check_usage.conversation_id is not null and not exists (
    select from howdah.conversations as c
     where c.tenant_id = v_tenant and c.id = check_usage.conversation_id and c.user_id is not distinct from v_user
  ) then
    raise exception 'there is no such conversation'
      using errcode = 'PT404', hint = 'Start one with howdah.start_conversation, as the same user.';
  end if;
end
$$;
comment on function howdah.check_usage(text, jsonb, integer, timestamptz, text, text, text, integer, uuid) is
  'Refuses what record_usage cannot take. Raises 22004, 22023, 22001, PT404.';
