drop function if exists howdah.claim_message(uuid, interval, halfvec);
create or replace function howdah.claim_message(
  message_id uuid,
  lease interval default interval '2 minutes',
  query_embedding halfvec default null,
  all_steps boolean default false
)
  returns table (status text, job_id bigint, token bigint, request jsonb, step jsonb)
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_lease interval := coalesce(claim_message.lease, interval '2 minutes');
  v_message howdah.messages := howdah_internal.find_message(claim_message.message_id);
  v_job howdah_internal.jobs;
begin
  if v_lease not between '1 second' and '1 day' then
    raise exception 'the lease is out of range' using errcode = '22023', hint = 'lease is 1 second to 1 day.';
  end if;
  if howdah_internal.calls_are_off() then
    raise exception 'calls of models are switched off'
      using errcode = 'PT429', hint = 'As howdah_admin: select howdah.resume_calls(); ends what stop_calls began.';
  end if;
  select j.* into v_job
    from howdah_internal.jobs as j
   where j.tenant_id = v_message.tenant_id and j.message_id = v_message.id and j.lane = 'caller'
     for update;
  if not found or v_job.state != 'ready' or v_job.deadline <= howdah.clock()
     or not howdah_internal.may_end_job(v_job) then
    raise exception 'this message is not there to be claimed'
      using errcode = 'PT409',
            hint = 'Only a message sent with run_by => ''caller'', by the same user, once, before its deadline; '
              'read_message says how it stands, regenerate answers it anew.';
  end if;
  job_id := v_job.id;
  token := nextval('howdah_internal.job_token_seq');
  update howdah_internal.jobs as j
     set state = 'running', token = claim_message.token, lease_until = howdah.clock() + v_lease,
         worker = 'caller', claim_count = j.claim_count + 1, claimed_at = howdah.clock(),
         payload = case when claim_message.all_steps then j.payload || '{"all_steps": true}' else j.payload end
   where j.id = v_job.id;
  step := howdah_internal.advance_message(
    howdah_internal.message_of_job(job_id, token), job_id, token, claim_message.query_embedding);
  status := case when step is null then 'done' else 'call' end;
  request := step -> 'request' || jsonb_build_object('provider', step -> 'provider');
  return next;
end
$$;
comment on function howdah.claim_message is
  'Claims an answer whose model call the application makes itself (send_message with run_by caller) and returns what '
  'to send: request has provider, model, params and messages; status done instead of call when no call is needed any '
  'more or none may be made (read_message says which). Commit, call, then complete_message or fail_jobs by job_id and '
  'token, append_partial while it streams, heartbeat for calls longer than the lease: when the lease ends the message '
  'fails and what was reserved goes back. With the vector of the question, or where request_query_embedding had it '
  'made before, sources are found by meaning too; with all_steps its embedding is the first call, and next_step takes '
  'the outcome of each step and returns the next. Raises 28000, 22004, 22023, PT404, PT409 when it cannot be claimed, '
  'PT429 while calls are switched off. Example: select * from howdah.claim_message(:message).';
grant execute on function howdah.claim_message to howdah_app;
