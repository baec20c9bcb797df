begin;
select plan(16);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('stub', 'm', 'chat');
select howdah.set_price('stub', 'm', '2020-01-01', '[{"input": 100, "output": 1000}]');
select howdah.register_worker('w', '1', (select s.version from howdah.schema_version() as s), '{stub}');
select setseed(0.5);

-- Two minutes of a provider that fails every call in one way, or in all ways by turns.
create function pg_temp.calls_in_two_minutes(failures jsonb)
returns table (calls integer, steps bigint, bills bigint, status text, error_code text)
language plpgsql as $$
declare
  v_message uuid;
  v_job record;
  v_step jsonb;
begin
  calls := 0;
  perform howdah_test.set_time('2026-03-01 12:00Z'::timestamptz + random() * interval '1 day');
  update howdah.lanes set paused_until = null, refusal_count = 0;
  perform howdah.act_as('ann');
  v_message := howdah.send_message(howdah.start_conversation(model => 'stub/m'), 'How long is the warranty?');
  for v_tick in 1 .. 1300 loop
    for v_job in select * from howdah.claim_jobs('w', '{interactive}', 1) loop
      v_step := howdah.next_step(v_job.job_id, v_job.token);
      while v_step is not null loop
        v_step := howdah.next_step(v_job.job_id, v_job.token, jsonb_build_object(
          'ref', v_step -> 'ref', 'failure', failures -> (calls % jsonb_array_length(failures)),
          'facts', '{"has_begun": true, "usage": {"prompt_tokens": 20, "completion_tokens": 5}}'::jsonb));
        calls := calls + 1;
      end loop;
    end loop;
    perform howdah_test.set_time(howdah.clock() + interval '100 milliseconds');
    if v_tick % 50 = 0 then
      perform howdah.maintain_queue();
    end if;
  end loop;
  select count(*) into steps from howdah.message_trace(v_message) as t where t.status = 'failed';
  select count(*) into bills from howdah.llm_usage as u where u.message_id = v_message and u.cost_cents = 0.007;
  select m.status, m.error_code into status, error_code from howdah.messages as m where m.id = v_message;
  return next;
end
$$;

create temp table storm as
select f.name, c.*
  from (values
    ('Retry-After: 0', '[{"code": "rate_limited", "status": 429, "retry_after_ms": 0, "message": "no"}]'::jsonb),
    ('429 without a word', '[{"code": "rate_limited", "status": 429, "message": "no"}]'),
    ('500', '[{"code": "provider_error", "status": 500, "message": "no"}]'),
    ('503 with Retry-After: 1', '[{"code": "provider_error", "status": 503, "retry_after_ms": 1000, "message": "no"}]'),
    ('cut streams', '[{"code": "connection", "message": "cut off"}]'),
    ('garbage', '[{"code": "bad_response", "message": "no JSON"}]'),
    ('all of it', '[{"code": "rate_limited", "status": 429, "retry_after_ms": 0, "message": "no"},
                    {"code": "provider_error", "status": 500, "message": "no"},
                    {"code": "rate_limited", "status": 429, "message": "no"},
                    {"code": "connection", "message": "cut off"},
                    {"code": "bad_response", "message": "no JSON"}]')
  ) as f (name, failures)
 cross join lateral pg_temp.calls_in_two_minutes(f.failures) as c;
select cmp_ok(s.calls, '<=', 12, format('%s: %s calls in two minutes', s.name, s.calls)) from storm as s;
select is(
         (s.steps, s.bills), (s.calls::bigint, s.calls::bigint),
         format('%s: each is in the trace and on the bill', s.name))
  from storm as s;
select is((select count(*) from storm where status in ('expired', 'failed')), 7::bigint,
  'a question ends when its calls or its time are used up');
select ok(
  (select min(m.cost_cents) from howdah.messages as m where m.role = 'assistant') > 0,
  'and shows what was paid for nothing');
select * from finish();
rollback;
