drop function if exists howdah.read_message(uuid, integer);
drop function if exists howdah.read_message(uuid, integer, integer);
create or replace function howdah.read_message(
  message_id uuid,
  after_chars double precision default 0,
  after_attempt double precision default null
)
  returns table (
    status text,
    delta text,
    next_offset integer,
    finish_reason text,
    error_code text,
    retry_after integer,
    attempt integer,
    waiting_for text,
    parts jsonb
  )
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_after_attempt integer := howdah_internal.whole('after_attempt', read_message.after_attempt);
  v_message howdah.messages := howdah_internal.find_message(read_message.message_id);
  v_text text;
  v_length integer;
  v_waiting_for text;
  v_retry_after integer;
  -- No text is as long as the upper bound; beyond it the sums below overflow.
  v_after integer := least(
    greatest(howdah_internal.whole('after_chars', coalesce(read_message.after_chars, 0)), 0), 1073741823);
begin
  v_text := case v_message.status when 'streaming' then howdah_internal.text_so_far(v_message)
    else v_message.content end;
  v_length := length(v_text);
  -- Begun anew: what was read before is no part of it.
  if v_after_attempt != v_message.attempt or v_after > v_length then
    v_after := 0;
    v_text := case when v_after_attempt is null then '' else v_text end;
  else
    v_text := substr(v_text, v_after + 1);
  end if;
  if v_message.status = 'pending' then
    select w.waiting_for, w.retry_after into v_waiting_for, v_retry_after
      from howdah_internal.message_wait(v_message) as w;
  end if;
  return query
  select v_message.status, v_text, v_after + length(v_text), v_message.finish_reason, v_message.error_code,
         v_retry_after, v_message.attempt, v_waiting_for, v_message.parts;
end
$$;
comment on function howdah.read_message is
  'Status of an answer and its text from a character offset on; call again with next_offset and attempt (as '
  'after_attempt) until status is complete, failed, cancelled or expired. An answer that failed half-way begins anew: '
  'then attempt is another one and delta its text from the beginning, so forget what you have when attempt changes '
  '(without after_attempt: when next_offset is smaller than what you passed). retry_after is seconds until it goes on, '
  'where that is known; waiting_for says why it is pending: provider (it makes everybody wait), retry, caller '
  '(claim_message), worker. Raises 28000, 22004, PT404. Example: select * from howdah.read_message(:message, 0, 0).';
grant execute on function howdah.read_message to howdah_app;
