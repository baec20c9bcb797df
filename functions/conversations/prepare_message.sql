create or replace function howdah.prepare_message(job_id bigint, token bigint, query_embedding halfvec default null)
  returns jsonb
  language plpgsql
  volatile
  security definer -- the worker reads no table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah.claimed_message(prepare_message.job_id, prepare_message.token);
  v_request jsonb;
begin
  -- Ended, or deleted with its conversation: nobody waits for it.
  if v_message.id is null or v_message.status not in ('pending', 'streaming') then
    return jsonb_build_object('status', case
      when cardinality(howdah.finish_jobs(array[prepare_message.job_id], prepare_message.token, 'cancelled')) = 1
        then 'done'
      else 'stale'
    end);
  end if;
  -- The question's vector may have taken its time: past the deadline no call is made.
  if v_message.deadline <= howdah.clock() then
    perform howdah.bury_jobs(array[prepare_message.job_id], 'expired', 'the deadline passed before the call');
    return jsonb_build_object('status', 'done');
  end if;
  delete from howdah.message_deltas as d
   where d.tenant_id = v_message.tenant_id and d.message_id = v_message.id;
  v_request := howdah.build_request(v_message, prepare_message.query_embedding);
  insert into howdah.message_requests (tenant_id, message_id, attempt, request)
  select v_message.tenant_id, v_message.id, j.claim_count, v_request
    from howdah.jobs as j
   where j.id = prepare_message.job_id
  on conflict (tenant_id, message_id, attempt) do update set request = excluded.request;
  perform howdah.record_exposure(v_message);
  update howdah.messages as m
     set status = 'streaming'
   where m.tenant_id = v_message.tenant_id and m.id = v_message.id;
  return v_request || '{"status": "call"}';
end
$$;
comment on function howdah.prepare_message(bigint, bigint, halfvec) is
  'For a claimed chat job: retrieves, builds the request and returns it with status call; status done when nothing '
  'is left to do, stale when the job is somebody else''s. Without query_embedding retrieval is by keyword.';
