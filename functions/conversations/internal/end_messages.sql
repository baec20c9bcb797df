create or replace function howdah_internal.end_messages(
  job_ids bigint[],
  status text,
  error_code text default null,
  error_message text default null
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  update howdah.messages as m
     set status = end_messages.status,
         error_code = coalesce(end_messages.error_code, m.error_code),
         error_message = case
           when end_messages.status = 'expired' then howdah_internal.expiry_text(m)
           when end_messages.error_code is null then m.error_message
           else left(end_messages.error_message, 500)
         end,
         content = howdah_internal.text_so_far(m),
         cost_cents = howdah_internal.message_cost(m),
         completed_at = howdah.clock()
    from howdah_internal.jobs as j
   where j.id = any (end_messages.job_ids)
     and m.tenant_id = j.tenant_id
     and m.id = j.message_id
     and m.status in ('pending', 'streaming');
  perform pg_notify('howdah_message', j.message_id::text)
     from howdah_internal.jobs as j
    where j.id = any (end_messages.job_ids) and j.message_id is not null;
end
$$;
comment on function howdah_internal.end_messages is
  'Ends the messages of locked jobs without an answer; what was written of it so far stays.';
