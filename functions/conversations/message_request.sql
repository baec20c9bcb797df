create or replace function howdah.message_request(message_id uuid)
  returns jsonb
  language plpgsql
  stable
  security definer -- checks the message's user itself
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
begin
  return (
    select r.request
      from howdah.message_requests as r
      join howdah.messages as m
        on m.tenant_id = r.tenant_id and m.id = r.message_id
     where r.tenant_id = v_tenant
       and r.message_id = message_request.message_id
       and r.created_at > howdah.now() - make_interval(days => howdah.setting('message_request_days')::integer)
       and (m.user_id = howdah.current_user_id() or howdah.current_user_id() is null and howdah.is_operator())
     order by r.attempt desc
     limit 1
  );
end
$$;
comment on function howdah.message_request(uuid) is
  'Exactly what the model was sent for an answer, kept for message_request_days; null before and after. '
  'Example: select jsonb_pretty(howdah.message_request(:message)).';
