create or replace function howdah_internal.add_job(
  kind text,
  payload jsonb default '{}',
  lane text default 'default',
  priority integer default 0,
  run_after timestamptz default null,
  dedup_key text default null,
  deadline timestamptz default null,
  estimated_tokens integer default 0
)
  returns bigint
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_run_after timestamptz := greatest(coalesce(add_job.run_after, howdah.clock()), howdah.clock());
  v_id bigint;
begin
  if add_job.kind is null or add_job.lane is null or add_job.payload is null or add_job.priority is null then
    raise exception 'kind, payload, lane and priority are required'
      using errcode = '22004', hint = 'Example: select howdah.enqueue(''send_report'', ''{"id": 7}'', ''reports'').';
  end if;
  if add_job.kind !~ '^[a-z][a-z0-9_]{0,60}$' or length(add_job.lane) not between 1 and 200
     or length(add_job.dedup_key) > 500 or add_job.priority not between -100 and 100
     or jsonb_typeof(add_job.payload) != 'object' then
    raise exception 'a value of the job is out of range'
      using errcode = '22023',
            hint = 'kind is a lower-case word, lane and dedup_key are short, priority is -100 to 100, payload '
              'an object.';
  end if;
  perform howdah_internal.hold_user(v_tenant, howdah.current_user_id());
  if add_job.lane ~ '/(interactive|bulk)$' then
    perform from howdah.lanes as l where l.name = add_job.lane;
  else
    -- One that stands empty is deleted: not under this job.
    perform from howdah.lanes as l where l.name = add_job.lane for key share;
  end if;
  if not found then
    insert into howdah.lanes (name) values (add_job.lane) on conflict do nothing;
  end if;
  loop
    insert into howdah_internal.jobs (
      tenant_id, user_id, kind, lane, priority, run_after, deadline, dedup_key, estimated_tokens, payload
    )
    values (
      v_tenant, howdah.current_user_id(), add_job.kind, add_job.lane, add_job.priority,
      v_run_after, add_job.deadline,
      add_job.dedup_key, add_job.estimated_tokens, add_job.payload
    )
    on conflict (tenant_id, kind, dedup_key) where state = 'ready' and dedup_key is not null do nothing
    returning id into v_id;
    exit when v_id is not null;
    -- Held until this transaction ends: the job must not run before what it is to see has committed.
    select j.id into v_id
      from howdah_internal.jobs as j
     where j.tenant_id = v_tenant
       and j.kind = add_job.kind
       and j.dedup_key = add_job.dedup_key
       and j.state = 'ready'
       for key share;
    if found then
      return v_id;
    end if;
    -- It was claimed in this moment: once more.
  end loop;
  perform howdah_internal.lower_head(add_job.lane, v_tenant, add_job.priority, v_run_after);
  perform howdah_internal.notify_workers(add_job.lane);
  return v_id;
end
$$;
comment on function howdah_internal.add_job is 'What enqueue does, also for the kinds and lanes of howdah itself.';
