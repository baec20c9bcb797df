create or replace function howdah_internal.begin_step_rewrite(
  message howdah.messages,
  job_id bigint,
  token bigint,
  query_embedding halfvec
)
  returns howdah_internal.message_steps
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_step howdah_internal.message_steps;
begin
  -- Once, but for what a provider does not take: it is done without then. After the retrieval it helps nobody.
  if exists (
    select from howdah_internal.message_steps as s
     where s.tenant_id = (message).tenant_id and s.message_id = (message).id
       and (s.kind = 'rewrite' and s.status != 'cancelled' and s.facts ? 'refused_param' is not true
         or s.kind = 'answer' and s.status = 'done')
  ) then
    return null;
  end if;
  v_step := howdah_internal.compose_rewrite(message);
  if v_step.call is null or howdah_internal.give_kept_rewrite(message, v_step) then
    return null;
  end if;
  if (message).run_by != 'worker' and not exists (
    select from howdah_internal.jobs as j where j.id = begin_step_rewrite.job_id and j.payload ? 'all_steps'
  ) then
    return null;
  end if;
  -- Its provider makes everybody wait, or has not answered the last three times: nobody waits for the fourth.
  if exists (
    select from howdah.lanes as l
     where l.model_id = v_step.model_id and l.class = 'interactive'
       and (l.paused_until > howdah.clock()
         or l.failure_count >= 3 and l.last_error_at > howdah.clock() - interval '30 seconds')
  ) then
    return null;
  end if;
  return v_step;
end
$$;
comment on function howdah_internal.begin_step_rewrite is
  'The call that makes the question one that stands alone; null where it needs none, where it is known what comes of '
  'it, or where it is done without: the question is searched together with those before it then.';
