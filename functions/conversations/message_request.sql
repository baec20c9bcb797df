create or replace function howdah.message_request(message_id uuid)
  returns jsonb
  language plpgsql
  volatile -- a look of others is noted
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah_internal.reviewed_message(message_request.message_id);
begin
  return (
    select s.request
      from howdah_internal.message_steps as s
     where s.tenant_id = v_message.tenant_id and s.message_id = v_message.id and s.call = 'chat'
       and s.status != 'refused'
       and s.started_at > howdah.now() - make_interval(days => howdah.setting('message_request_days')::integer)
     order by s.seq desc
     limit 1
  );
end
$$;
comment on function howdah.message_request is
  'Exactly what the model was sent for an answer, kept for message_request_days; null before and after. For the '
  'user''s own messages; for a reviewer those of the tenant, with a row in the access log. Raises 28000, 22004, '
  'PT404, 25006. Example: select jsonb_pretty(howdah.message_request(:message)).';
grant execute on function howdah.message_request to howdah_app, howdah_reviewer;
