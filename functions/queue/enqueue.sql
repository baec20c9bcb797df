drop function if exists howdah.enqueue(
  text, jsonb, text, integer, timestamptz, text, timestamptz, integer);
create or replace function howdah.enqueue(
  kind text,
  payload jsonb default '{}',
  lane text default 'default',
  priority double precision default 0,
  run_after timestamptz default null,
  dedup_key text default null,
  deadline timestamptz default null,
  estimated_tokens double precision default 0
)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_payload jsonb := coalesce(enqueue.payload, '{}');
  v_lane text := coalesce(enqueue.lane, 'default');
  v_priority integer := howdah_internal.whole('priority', coalesce(enqueue.priority, 0));
  v_estimated_tokens integer := howdah_internal.whole('estimated_tokens', coalesce(enqueue.estimated_tokens, 0));
begin
  -- These are believed what they say: nobody else may make them.
  if exists (select from howdah_internal.job_kinds as k where k.kind = enqueue.kind)
     or v_lane ~ '/(interactive|bulk)$|^caller$' or v_estimated_tokens < 0 then
    raise exception 'this kind or lane is howdah''s own, or estimated_tokens is negative'
      using errcode = '22023',
            hint = format(
              'Name your kind otherwise than %s, and a lane neither caller nor with /interactive or /bulk at its end.',
              (select string_agg(k.kind, ', ' order by k.kind) from howdah_internal.job_kinds as k));
  end if;
  return howdah_internal.add_job(
    enqueue.kind, v_payload, v_lane, v_priority, enqueue.run_after, enqueue.dedup_key,
    enqueue.deadline, v_estimated_tokens);
end
$$;
comment on function howdah.enqueue is
  'Adds a job for the tenant and user of this transaction and returns its id. While a job with the same kind and '
  'dedup_key is ready, no second one is added and that one''s id comes back. Lower priority runs first; run_after is '
  'never in the past; past its deadline a job is not run. Raises 22004, 22023, 28000. Example: select '
  'howdah.enqueue(''send_report'', ''{"id": 7}'', ''reports'', dedup_key => ''report 7'').';
grant execute on function howdah.enqueue to howdah_app;
