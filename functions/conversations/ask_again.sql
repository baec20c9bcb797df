create or replace function howdah.ask_again(
  message howdah.messages,
  job_id bigint,
  content text,
  finish_reason text
)
  returns boolean
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_json record;
begin
  select a.* into v_json from howdah.answer_json(message, ask_again.content) as a;
  if (message).id is null or (message).status not in ('pending', 'streaming')
     or not v_json.is_wanted or v_json.value is not null
     or btrim(coalesce(ask_again.content, ''), E' \t\r\n') = '' or ask_again.finish_reason = 'content_filter' then
    return false;
  end if;
  -- A call of the application's own goes on under the same claim, as a call of its own number.
  update howdah.jobs as j
     set payload = j.payload || '{"asked_again": true}',
         claim_count = j.claim_count + ((message).run_by = 'caller')::integer
   where j.id = ask_again.job_id and not j.payload ? 'asked_again';
  if not found then
    return false;
  end if;
  delete from howdah.message_deltas as d
   where d.tenant_id = (message).tenant_id and d.message_id = (message).id;
  if (message).run_by = 'worker' then
    update howdah.messages as m
       set status = 'pending'
     where m.tenant_id = (message).tenant_id and m.id = (message).id;
    perform howdah.return_to_ready(array[ask_again.job_id], howdah.clock());
  end if;
  return true;
end
$$;
comment on function howdah.ask_again(howdah.messages, bigint, text, text) is
  'Has an answer that has to be JSON and is none asked for once more; false for any other, and the second time.';
