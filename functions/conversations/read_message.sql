create or replace function howdah.read_message(message_id uuid, after_chars integer default 0)
  returns table (
    status text,
    delta text,
    next_offset integer,
    finish_reason text,
    error_code text,
    retry_after integer
  )
  language plpgsql
  stable
  security definer -- the parts of an answer are not a table of the application
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_message howdah.messages;
  v_text text;
  -- No text is as long as the upper bound; beyond it the sums below overflow.
  v_after integer := least(greatest(coalesce(read_message.after_chars, 0), 0), 1073741823);
begin
  select m.* into v_message
    from howdah.messages as m
   where m.tenant_id = v_tenant and m.id = read_message.message_id
     and (m.user_id = howdah.current_user_id() or howdah.current_user_id() is null and howdah.is_operator());
  if not found then
    raise exception 'there is no such message'
      using errcode = 'PT404', hint = 'Pass the id that send_message returned, as the same user.';
  end if;
  if v_message.status = 'streaming' then
    select string_agg(substr(d.content, greatest(v_after - d.from_char, 0) + 1), '' order by d.from_char)
      into v_text
      from howdah.message_deltas as d
     where d.tenant_id = v_tenant and d.message_id = v_message.id
       and d.from_char + length(d.content) > v_after;
  else
    v_text := substr(v_message.content, v_after + 1);
  end if;
  return query
  select v_message.status, coalesce(v_text, ''), v_after + length(coalesce(v_text, '')), v_message.finish_reason,
         v_message.error_code,
         case when v_message.status = 'pending' then (
           select greatest(ceil(extract(epoch from l.paused_until - howdah.now()))::integer, 0)
             from howdah.lanes as l
             join howdah.models as o on o.id = l.model_id
            where l.model_id = v_message.model_id
              and l.class = 'interactive'
              and l.paused_until > howdah.now()
              and l.paused_until < 'infinity'
         ) end;
end
$$;
comment on function howdah.read_message(uuid, integer) is
  'Status of an answer and its text from a character offset on; call again with next_offset until status is complete, '
  'failed, cancelled or expired. retry_after is seconds while the provider makes everybody wait. Raises PT404. '
  'Example: select * from howdah.read_message(:message, 0).';
