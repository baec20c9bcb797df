create or replace function howdah.queue_answer(message howdah.messages, estimated_tokens integer)
  returns void
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
declare
  v_lane text := 'caller';
  v_job_id bigint;
begin
  if (message).run_by = 'worker' then
    v_lane := howdah.model_lane((message).model_id, 'interactive');
  elsif not exists (select from howdah.lanes as l where l.name = v_lane) then
    insert into howdah.lanes (name, class) values (v_lane, 'caller') on conflict do nothing;
  end if;
  v_job_id := howdah.add_job(
    'chat', jsonb_build_object('message_id', (message).id, 'model_id', (message).model_id), v_lane,
    dedup_key => (message).id::text,
    deadline => (message).deadline,
    estimated_tokens => queue_answer.estimated_tokens);
  if exists (select from howdah.lanes as l where l.name = v_lane and l.paused_until > howdah.clock()) then
    perform howdah.move_to_fallback(array[v_job_id]);
  end if;
end
$$;
comment on function howdah.queue_answer(howdah.messages, integer) is
  'Makes the job of a pending answer: in its model''s interactive lane, or in the lane caller, which no worker '
  'claims.';
