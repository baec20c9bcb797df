create or replace function howdah.next_step(job_id bigint, token bigint, outcome jsonb default null)
  returns jsonb
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_kind text := coalesce(
    (select j.kind from howdah_internal.jobs as j where j.id = next_step.job_id), next_step.outcome #>> '{ref,kind}');
  v_handling text := (select k.handling from howdah_internal.job_kinds as k where k.kind = v_kind);
  v_ref jsonb := next_step.outcome -> 'ref';
  v_step jsonb;
begin
  if next_step.job_id is null or next_step.token is null then
    raise exception 'job_id and token are required'
      using errcode = '22004', hint = 'Pass both as claim_jobs or claim_message returned them.';
  end if;
  if jsonb_typeof(next_step.outcome) != 'object' then
    raise exception 'outcome is not a JSON object'
      using errcode = '22023',
            hint = 'Pass {"ref": the step''s ref, "result": {"content": "Five days."}, "facts": {"usage": ..}}, or '
              '"failure": {"code": "timeout"} in the place of result.';
  end if;
  if coalesce(jsonb_typeof(v_ref), 'null') not in ('object', 'null') or v_ref is not null and (
    v_ref ->> 'message_id' !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    or coalesce(v_ref -> 'seq', 'null') != 'null' and howdah_internal.token_count(v_ref -> 'seq') is null
  ) then
    raise exception 'the ref of the outcome names no step'
      using errcode = '22023', hint = 'Pass the ref of the step as next_step or claim_message returned it.';
  end if;
  if v_handling = 'steps' then
    execute format('select howdah_internal.%I($1, $2, $3)', 'next_' || v_kind)
      into v_step
      using next_step.job_id, next_step.token, next_step.outcome;
    return v_step;
  end if;
  if v_kind is not null then
    raise exception 'jobs of kind % are not done in steps', v_kind
      using errcode = '22023', hint = 'Finish it with complete_jobs, complete_embeddings or fail_jobs.';
  end if;
  return null;
end
$$;
comment on function howdah.next_step is
  'The next call to make for a claimed job that is done in steps, such as an answer: {ref, call (chat, embed, rerank, '
  'sql), provider, request, stream, timeouts}; null when there is none. Make it, with no transaction open, and hand '
  'its outcome in: {ref as it came, result: {content, finish_reason} or {embeddings}, facts: {usage, model, ..}}, or '
  '{ref, failure: {code, message, status, retry_after_ms}, facts} for one that failed. What it cost is recorded, also '
  'for a job that is somebody else''s by now, and the same outcome again changes nothing and returns the same step. '
  'Raises 22004, 22023. Example: select howdah.next_step(:job, :token).';
grant execute on function howdah.next_step to howdah_app, howdah_worker;
