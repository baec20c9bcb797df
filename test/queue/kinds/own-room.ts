/** A kind of job that howdah does not have, as its folder in functions/queue/kinds would lay it: two calls a job. */
export const probeRoom = `
  insert into howdah_internal.job_kinds (kind, handling) values ('probe', 'steps');

  create table public.probe_calls (
    job_id bigint, seq integer, started_at timestamptz, content text, error_code text, primary key (job_id, seq)
  );
  create table public.probe_ends (job_id bigint, outcome text);

  create function howdah_internal.narrow_probe(lane howdah.lanes, job_ids bigint[]) returns bigint[]
    language plpgsql as $$
  declare
    v_empty bigint[] := array(
      select j.id from howdah_internal.jobs as j where j.id = any (narrow_probe.job_ids) and j.payload ->> 'text' = '');
  begin
    perform howdah_internal.finish_jobs(v_empty, null, 'stale');
    return array(select id from unnest(narrow_probe.job_ids) as id where id != all (v_empty));
  end $$;

  create function howdah_internal.hand_out_probe(job_ids bigint[]) returns table (job_id bigint, content text)
    language plpgsql as $$
  begin
    return query
      select j.id, j.payload ->> 'text' from howdah_internal.jobs as j where j.id = any (hand_out_probe.job_ids);
  end $$;

  create function howdah_internal.next_probe(job_id bigint, token bigint, outcome jsonb) returns jsonb
    language plpgsql as $$
  #variable_conflict use_column
  declare
    v_job howdah_internal.jobs;
    v_model howdah.models;
    v_ref jsonb := next_probe.outcome -> 'ref';
    v_failure jsonb := next_probe.outcome -> 'failure';
    v_now timestamptz := howdah.clock();
    v_seq integer;
  begin
    select j.* into v_job from howdah_internal.jobs as j
     where j.id = next_probe.job_id and j.token = next_probe.token for update;
    if v_ref is not null then
      perform howdah_internal.write_usage(
        v_ref ->> 'tenant_id', null, (v_ref ->> 'call_id')::uuid, (v_ref ->> 'seq')::integer,
        (v_ref ->> 'started_at')::timestamptz, (v_ref ->> 'model_id')::integer,
        next_probe.outcome -> 'facts' || jsonb_build_object('error_code', v_failure -> 'code'), 'probe');
      update public.probe_calls as c
         set content = case when v_failure is null then next_probe.outcome #>> '{result,content}' end,
             error_code = v_failure ->> 'code'
       where c.job_id = v_job.id and c.seq = (v_ref ->> 'seq')::integer and c.content is null;
    end if;
    if v_job.id is null then
      return null;
    end if;
    if v_failure is not null then
      perform howdah.fail_jobs(
        array[v_job.id], next_probe.token, v_failure ->> 'code', v_failure ->> 'message',
        (v_failure ->> 'status')::integer);
      return null;
    end if;
    if (select count(c.content) from public.probe_calls as c where c.job_id = v_job.id) = 2 then
      perform howdah_internal.finish_jobs(array[v_job.id], next_probe.token, 'done');
      return null;
    end if;
    select count(*) + 1 into v_seq from public.probe_calls as c where c.job_id = v_job.id;
    insert into public.probe_calls (job_id, seq, started_at) values (v_job.id, v_seq, v_now);
    select m.* into v_model from howdah.models as m
     where m.id = (select l.model_id from howdah.lanes as l where l.name = v_job.lane);
    return jsonb_build_object(
      'ref', jsonb_build_object(
        'kind', 'probe', 'tenant_id', v_job.tenant_id, 'call_id', gen_random_uuid(), 'seq', v_seq,
        'started_at', v_now, 'model_id', v_model.id),
      'kind', 'probe', 'call', 'chat', 'provider', v_model.provider, 'stream', false,
      'request', jsonb_build_object('model', v_model.name, 'params', '{}'::jsonb, 'messages', jsonb_build_array(
        jsonb_build_object('role', 'user', 'content', format('Probe %s: %s', v_seq, v_job.payload ->> 'text')))),
      'timeouts', howdah_internal.call_timeouts(v_model));
  end $$;

  create function howdah_internal.judge_probe(
    job_ids bigint[], lane howdah.lanes, action text, attempt integer, error_code text, http_status integer
  ) returns text language sql as $$ select case when judge_probe.attempt >= 2 then 'dead' end $$;

  create function howdah_internal.leave_probe(
    job_ids bigint[], outcome text, error_code text default null, error_message text default null
  ) returns bigint[] language plpgsql as $$
  begin
    insert into public.probe_ends select id, leave_probe.outcome from unnest(leave_probe.job_ids) as id;
    return case when leave_probe.outcome = 'failed' then leave_probe.job_ids else '{}' end;
  end $$;
`

/** A kind of step that howdah does not have yet, as its folder in functions/conversations/steps would lay it. */
export const prefaceStep = `
  insert into howdah_internal.step_kinds (kind, position, is_needed) values ('preface', 15, false);

  create table public.prefaces (message_id uuid primary key, content text);

  create function howdah_internal.begin_step_preface(
    message howdah.messages, job_id bigint, token bigint, query_embedding halfvec
  ) returns howdah_internal.message_steps language plpgsql as $$
  #variable_conflict use_column
  declare
    v_step howdah_internal.message_steps;
    v_question howdah.messages;
  begin
    select q.* into v_question from howdah.messages as q
     where q.tenant_id = (message).tenant_id and q.id = (message).parent_id;
    -- The first question of a conversation needs none, and it is tried once.
    if v_question.parent_id is null or (message).run_by != 'worker' or exists (
      select from howdah_internal.message_steps as s
       where s.tenant_id = (message).tenant_id and s.message_id = (message).id and s.kind = 'preface'
         and s.status in ('done', 'failed', 'refused')
    ) then
      return null;
    end if;
    v_step.call := 'chat';
    v_step.model_id := (message).model_id;
    v_step.request := (
      select jsonb_build_object(
               'provider', m.provider, 'model', m.name, 'params', '{"max_tokens": 60}'::jsonb,
               'messages', jsonb_build_array(
                 jsonb_build_object('role', 'user', 'content', 'Preface: ' || v_question.content)))
        from howdah.models as m where m.id = (message).model_id);
    v_step.input_tokens := howdah_internal.request_tokens(v_step.request -> 'messages');
    v_step.output_tokens := 60;
    return v_step;
  end $$;

  create function howdah_internal.store_step_preface(
    message howdah.messages, job_id bigint, token bigint, step howdah_internal.message_steps, result jsonb, facts jsonb
  ) returns boolean language plpgsql as $$
  begin
    insert into public.prefaces values ((message).id, store_step_preface.result ->> 'content');
    perform howdah_internal.close_step(step, 'done', store_step_preface.facts);
    return false;
  end $$;
`
