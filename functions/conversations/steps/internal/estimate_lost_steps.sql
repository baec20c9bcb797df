create or replace function howdah_internal.estimate_lost_steps(
  job_ids bigint[],
  status text,
  error_code text default null
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_lost record;
  v_text text;
begin
  -- All messages before any money, in the order of everybody.
  perform from howdah.messages as m
    where (m.tenant_id, m.id) in (
      select j.tenant_id, j.message_id from howdah_internal.jobs as j where j.id = any (estimate_lost_steps.job_ids))
    order by m.tenant_id, m.id
      for no key update;
  for v_lost in
    select m as message, s as step
      from howdah_internal.jobs as j
      join howdah.messages as m on m.tenant_id = j.tenant_id and m.id = j.message_id
      join howdah_internal.message_steps as s
        on s.tenant_id = m.tenant_id and s.message_id = m.id and s.status = 'calling'
     where j.id = any (estimate_lost_steps.job_ids)
     order by j.id
  loop
    v_text := case when howdah_internal.is_shown_step(v_lost.step)
      then howdah_internal.text_so_far(v_lost.message) else '' end;
    perform howdah_internal.close_step(
      v_lost.step, estimate_lost_steps.status,
      jsonb_build_object(
        'status', case estimate_lost_steps.status when 'cancelled' then 'cancelled' else 'failed' end,
        'error_code', coalesce(estimate_lost_steps.error_code, estimate_lost_steps.status),
        -- Who says that it failed would say what had come of it.
        'has_begun', estimate_lost_steps.status != 'failed' or v_text != '',
        'is_estimated', estimate_lost_steps.status != 'failed',
        'estimated_output_tokens', howdah.estimate_tokens(v_text)));
  end loop;
end
$$;
comment on function howdah_internal.estimate_lost_steps is
  'Locks the messages of jobs and closes their calls, whose outcome nobody may tell any more, with an estimate: what '
  'was sent, and what was seen of the answer. bill_messages bills it; should the one that made the call still report '
  'it, the report replaces the estimate.';
