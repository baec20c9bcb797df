create or replace function howdah.fail_job(
  job_ids bigint[],
  token bigint,
  error_code text,
  error_message text default null,
  http_status integer default null,
  retry_after_ms integer default null
)
  returns text
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_action text := howdah.failure_action(fail_job.error_code, fail_job.http_status);
  v_max_attempts integer := howdah.setting('max_attempts')::integer;
  v_attempt integer;
  v_is_split boolean;
  v_lane howdah.lanes;
  v_pause timestamptz;
  v_mine bigint[];
  v_ended bigint[];
  v_verdict text;
begin
  v_mine := array(
    select j.id from howdah.jobs as j
     where j.id = any (fail_job.job_ids) and j.token = fail_job.token and howdah.may_end_job(j)
     order by j.id
       for update
  );
  if cardinality(v_mine) = 0 then
    return 'stale';
  end if;
  select l.* into v_lane from howdah.lanes as l
   where l.name = (select j.lane from howdah.jobs as j where j.id = v_mine[1]);
  select max(j.attempt) + (v_action = 'transient')::integer into v_attempt
    from howdah.jobs as j where j.id = any (v_mine);
  -- A refused batch may hold one bad item, and so may one over which the provider or the store stumbles to the end: the
  -- worker sends the halves under the same lease, and no attempt counts. In an outage nothing would be gained by it.
  v_is_split := cardinality(v_mine) > 1 and v_lane.class != 'caller' and (
    v_action = 'permanent'
    or v_action = 'transient' and v_attempt >= v_max_attempts
    and (fail_job.http_status is not distinct from 500 or fail_job.error_code in ('bad_response', 'worker_error'))
  );
  update howdah.jobs as j
     set error_code = fail_job.error_code,
         error_message = left(fail_job.error_message, 500),
         attempt = j.attempt + (v_action = 'transient' and not v_is_split)::integer,
         -- Whoever can say this has not crashed.
         crash_count = 0
   where j.id = any (v_mine);
  if v_action = 'pause' and v_lane.class != 'caller' or v_action = 'refused' and v_lane.class = 'bulk' then
    v_pause := v_now + make_interval(secs => least(86400, coalesce(
      fail_job.retry_after_ms / 1000.0, case v_action when 'pause' then 5 else 30 end)));
    -- A tenth of jitter, at most a second, so that workers do not return as one.
    v_pause := v_pause + random() * least((v_pause - v_now) / 10, interval '1 second');
  end if;
  if v_is_split then
    v_verdict := 'split';
  elsif v_action = 'permanent' or v_lane.class = 'caller' then
    -- The application that called knows best whether to call again.
    perform howdah.bury_jobs(v_mine, fail_job.error_code, fail_job.error_message);
    v_verdict := 'dead';
  elsif v_lane.class = 'interactive' and (
    v_action in ('pause', 'refused') or v_attempt >= 2
  ) and howdah.move_to_fallback(v_mine) = cardinality(v_mine) then
    v_verdict := 'moved';
  elsif v_action = 'refused' and v_lane.class = 'interactive' then
    perform howdah.bury_jobs(v_mine, fail_job.error_code, fail_job.error_message);
    v_verdict := 'dead';
  elsif v_action in ('pause', 'refused') then
    perform howdah.return_to_ready(v_mine, v_now);
    v_verdict := 'paused';
  else
    v_ended := array(
      select j.id from howdah.jobs as j
       where j.id = any (v_mine) and j.attempt >= v_max_attempts
    );
    perform howdah.bury_jobs(v_ended, fail_job.error_code, fail_job.error_message);
    perform howdah.return_to_ready(
      array(select j.id from howdah.jobs as j where j.id = any (v_mine) and j.id != all (v_ended)),
      v_now + random() * make_interval(secs => least(
        600, howdah.setting('retry_base_seconds')::numeric * 3 ^ v_attempt)::double precision));
    v_verdict := case when v_ended @> v_mine then 'dead' else 'retry' end;
  end if;
  perform howdah.wake_waiters(v_mine);
  -- The lane last: bringing a job back may wait for an application that has enqueued its key.
  -- No attempt is counted by a pause, and a longer one that is there already stays.
  update howdah.lanes as l
     set last_error_code = fail_job.error_code,
         last_error_at = v_now,
         pause_reason = case when v_pause > coalesce(l.paused_until, '-infinity')
                          then fail_job.error_code else l.pause_reason end,
         paused_until = greatest(l.paused_until, v_pause)
   where l.name = v_lane.name;
  if v_is_split then
    -- Each half is a request of its own.
    for v_half in 1 .. 2 loop
      perform howdah.charge_lane(
        v_lane.name, (select sum(j.estimated_tokens) from howdah.jobs as j where j.id = any (v_mine)) / 2);
    end loop;
  end if;
  return v_verdict;
end
$$;
comment on function howdah.fail_job(bigint[], bigint, text, text, integer, integer) is
  'Says that a call for claimed jobs failed and decides what follows: paused (the lane waits, no attempt counts), '
  'split (send the halves of the batch), retry (later, by itself), moved (to the fallback model), dead (given up), stale '
  '(not yours any more). error_message must hold no key and no content.';
