create or replace function howdah_internal.add_answer_job(message howdah.messages, estimated_tokens integer)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_lane text := 'caller';
  v_job_id bigint;
begin
  if (message).run_by = 'worker' then
    v_lane := howdah_internal.model_lane(
      (message).model_id, case when (message).is_bulk then 'bulk' else 'interactive' end);
  elsif not exists (select from howdah.lanes as l where l.name = v_lane) then
    insert into howdah.lanes (name, class) values (v_lane, 'caller') on conflict do nothing;
  end if;
  v_job_id := howdah_internal.add_job(
    'chat', '{}', v_lane,
    dedup_key => (message).id::text,
    deadline => (message).deadline,
    estimated_tokens => add_answer_job.estimated_tokens);
  update howdah_internal.jobs as j
     set message_id = (message).id, reservation_id = (message).id
   where j.id = v_job_id;
  if exists (select from howdah.lanes as l where l.name = v_lane and l.paused_until > howdah.clock()) then
    perform howdah_internal.move_to_fallback(array[v_job_id]);
  end if;
end
$$;
comment on function howdah_internal.add_answer_job is
  'Makes the job of a pending answer: in its model''s interactive lane, in its bulk lane where nobody waits, or in the '
  'lane caller, which no worker claims.';
