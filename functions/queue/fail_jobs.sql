drop function if exists howdah.fail_jobs(bigint[], bigint, text, text, integer, integer);
create or replace function howdah.fail_jobs(
  job_ids bigint[],
  token bigint,
  error_code text,
  error_message text default null,
  http_status double precision default null,
  retry_after_ms double precision default null
)
  returns text
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_http_status integer := howdah_internal.whole('http_status', fail_jobs.http_status);
  v_retry_after_ms integer := howdah_internal.whole('retry_after_ms', fail_jobs.retry_after_ms);
  v_now timestamptz := howdah.clock();
  v_action text := howdah_internal.failure_action(fail_jobs.error_code, v_http_status);
  v_attempt integer;
  v_lane howdah.lanes;
  v_kind text;
  v_claimed_at timestamptz;
  v_mine bigint[];
  v_ended bigint[];
  v_verdict text;
begin
  v_mine := array(
    select j.id from howdah_internal.jobs as j
     where j.id = any (fail_jobs.job_ids) and j.token = fail_jobs.token and howdah_internal.may_end_job(j)
     order by j.id
       for update
  );
  if cardinality(v_mine) = 0 then
    return 'stale';
  end if;
  -- Before the budgets, as in claims: what goes back or is given up may hold something there.
  select l.* into v_lane from howdah.lanes as l
   where l.name = (select j.lane from howdah_internal.jobs as j where j.id = v_mine[1])
     for no key update;
  select max(j.attempt) + (v_action = 'transient')::integer, max(k.kind), max(j.claimed_at)
    into v_attempt, v_kind, v_claimed_at
    from howdah_internal.jobs as j
    left join howdah_internal.job_kinds as k on k.kind = j.kind
   where j.id = any (v_mine);
  if v_lane.class = 'caller' then
    -- The application that makes a call itself knows best whether to call again.
    v_verdict := 'dead';
  elsif v_kind is not null then
    execute format('select howdah_internal.%I($1, $2, $3, $4, $5, $6)', 'judge_' || v_kind)
      into v_verdict
      using v_mine, v_lane, v_action, v_attempt, fail_jobs.error_code, v_http_status;
  end if;
  v_verdict := coalesce(v_verdict, case
    -- A refused batch may hold one bad item, and so may one over which the provider or the store stumbles to the end:
    -- the worker sends the halves under the same lease, and no attempt counts. In an outage that would gain nothing.
    when cardinality(v_mine) > 1 and (
      v_action = 'permanent'
      or v_action = 'transient' and v_attempt >= howdah.setting('max_attempts')::integer
      and (v_http_status is not distinct from 500 or fail_jobs.error_code in ('bad_response', 'worker_error'))
    ) then 'split'
    -- Who waits for an answer waits for nobody to change a key.
    when v_action = 'permanent' or v_action = 'refused' and v_lane.class = 'interactive' then 'dead'
    when v_action = 'transient' then 'retry'
    when v_action = 'released' then 'released'
    else 'paused'
  end);
  update howdah_internal.jobs as j
     set error_code = fail_jobs.error_code,
         error_message = left(fail_jobs.error_message, 500),
         attempt = case when v_verdict = 'retry' then j.attempt + 1 else j.attempt end,
         -- Whoever can say this has not crashed.
         crash_count = 0
   where j.id = any (v_mine);
  case v_verdict
    when 'dead' then
      perform howdah_internal.bury_jobs(v_mine, fail_jobs.error_code, fail_jobs.error_message);
    when 'paused', 'released' then
      perform howdah_internal.requeue_jobs(v_mine, v_now);
    when 'retry' then
      v_ended := array(
        select j.id from howdah_internal.jobs as j
         where j.id = any (v_mine) and j.attempt >= howdah.setting('max_attempts')::integer
      );
      perform howdah_internal.bury_jobs(v_ended, fail_jobs.error_code, fail_jobs.error_message);
      perform howdah_internal.requeue_jobs(
        array(select id from unnest(v_mine) as id where id != all (v_ended)),
        v_now + howdah_internal.retry_delay(v_attempt, v_retry_after_ms));
      v_verdict := case when v_ended @> v_mine then 'dead' else 'retry' end;
    when 'split' then
      -- Each half is a request of its own.
      perform howdah_internal.charge_lane(v_lane.name, v_mine, 2);
    else
      null;
  end case;
  perform howdah_internal.wake_waiters(v_mine);
  if v_action != 'released' then
    perform howdah_internal.mark_lane(
      v_lane, v_action, fail_jobs.error_code, v_retry_after_ms, v_claimed_at);
  end if;
  return v_verdict;
end
$$;
comment on function howdah.fail_jobs is
  'Says that a call for claimed jobs failed and decides what follows: paused (the lane waits, no attempt counts), '
  'split (send the halves of the batch), retry (later, by itself, never sooner than a second or retry_after_ms), moved '
  '(to the fallback model), released (whoever called had to stop), dead (given up), stale (not yours any more). '
  'error_message must hold no key and no content. Example: select howdah.fail_jobs(array[42], :token, ''timeout'', '
  '''no answer in 60 s'').';
grant execute on function howdah.fail_jobs to howdah_app, howdah_worker;
