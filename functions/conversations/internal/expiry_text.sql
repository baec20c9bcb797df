create or replace function howdah_internal.expiry_text(message howdah.messages)
  returns text
  language plpgsql
  stable
as $$
declare
  v_calls record;
begin
  select count(*) as calls, (array_agg(coalesce(s.error_message, s.error_code) order by s.seq desc))[1] as last_error
    into v_calls
    from howdah_internal.message_steps as s
   where s.tenant_id = (message).tenant_id and s.message_id = (message).id and s.call = 'chat'
     and s.status != 'refused';
  return case
    when v_calls.calls = 0 then 'the deadline passed before the first call'
    else format('the deadline passed after %s; last failure: %s',
      case v_calls.calls when 1 then '1 call' else v_calls.calls || ' calls' end,
      coalesce(v_calls.last_error, 'none'))
  end;
end
$$;
comment on function howdah_internal.expiry_text is
  'Why a message has expired, with the calls that were made for it.';
