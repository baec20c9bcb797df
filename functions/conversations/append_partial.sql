create or replace function howdah.append_partial(job_id bigint, token bigint, from_char integer, content text)
  returns text
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah.claimed_message(append_partial.job_id, append_partial.token);
begin
  if v_message.id is null then
    return 'stale';
  end if;
  if v_message.status != 'streaming' then
    return 'cancelled';
  end if;
  insert into howdah.message_deltas (tenant_id, message_id, from_char, content)
  values (v_message.tenant_id, v_message.id, append_partial.from_char, append_partial.content)
  on conflict do nothing;
  perform pg_notify('howdah_message', v_message.id::text);
  return 'ok';
end
$$;
comment on function howdah.append_partial(bigint, bigint, integer, text) is
  'Adds a part of an answer at a character offset and notifies howdah_message; ok, or why to stop: '
  'stale or cancelled. Call it at most five times a second.';
