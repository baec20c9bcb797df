drop function if exists howdah.append_partial(bigint, bigint, integer, text);
drop function if exists howdah.append_partial(bigint, bigint, integer, text, integer);
create or replace function howdah.append_partial(
  job_id bigint,
  token bigint,
  from_char double precision,
  content text,
  seq double precision default null
)
  returns text
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_from_char integer := howdah_internal.whole('from_char', append_partial.from_char);
  v_seq integer := howdah_internal.whole('seq', append_partial.seq);
  v_message howdah.messages := howdah_internal.message_of_job(append_partial.job_id, append_partial.token);
begin
  if append_partial.from_char is null or append_partial.content is null then
    raise exception 'from_char and content are required'
      using errcode = '22004', hint = 'Example: select howdah.append_partial(:job, :token, 0, ''Five '').';
  end if;
  if append_partial.from_char < 0 then
    raise exception 'from_char is below 0'
      using errcode = '22023', hint = 'Pass how many characters of the answer come before this part.';
  end if;
  if v_message.id is null then
    return 'stale';
  end if;
  if v_message.status != 'streaming' then
    return 'cancelled';
  end if;
  -- A part that was long on its way belongs to no other call.
  if not exists (
    select from howdah_internal.message_steps as s
     where s.tenant_id = v_message.tenant_id and s.message_id = v_message.id and s.status = 'calling'
       and s.seq = coalesce(v_seq, s.seq)
  ) then
    return 'stale';
  end if;
  insert into howdah_internal.message_deltas (tenant_id, message_id, from_char, content)
  values (v_message.tenant_id, v_message.id, v_from_char, append_partial.content)
  on conflict do nothing;
  perform pg_notify('howdah_message', v_message.id::text);
  return 'ok';
end
$$;
comment on function howdah.append_partial is
  'Adds a part of an answer at a character offset and notifies howdah_message; ok, or why to stop: stale or cancelled. '
  'seq, where it is given, is that of the step (ref.seq) that the part is of. Call it at most five times a second. '
  'Raises 22004, 22023. Example: select howdah.append_partial(:job, :token, 0, ''Five '').';
grant execute on function howdah.append_partial to howdah_app, howdah_worker;
