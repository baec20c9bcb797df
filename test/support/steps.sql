-- Answers on their way: the steps of a claimed one, and what comes back from their calls.
create function howdah_test.outcome(
  step jsonb,
  content text,
  finish_reason text default 'stop',
  facts jsonb default '{}'
)
returns jsonb
language sql
as $$
select jsonb_build_object(
  'ref', outcome.step -> 'ref',
  'result', jsonb_build_object('content', outcome.content, 'finish_reason', outcome.finish_reason),
  'facts', outcome.facts)
$$;
comment on function howdah_test.outcome is 'An answer came.';

create function howdah_test.vector_outcome(step jsonb, facts jsonb default '{}')
returns jsonb
language sql
as $$
select jsonb_build_object(
  'ref', vector_outcome.step -> 'ref',
  'result', jsonb_build_object('embeddings', jsonb_build_array(
    array_fill(0.1::real, array[(vector_outcome.step #>> '{request,dimensions}')::integer])::vector::text)),
  'facts', vector_outcome.facts)
$$;
comment on function howdah_test.vector_outcome is 'The vector of a question came, always the same one.';

create function howdah_test.failure(
  step jsonb,
  code text,
  facts jsonb default '{}',
  status integer default null,
  retry_after_ms integer default null
)
returns jsonb
language sql
as $$
select jsonb_build_object(
  'ref', failure.step -> 'ref',
  'failure', jsonb_build_object(
    'code', failure.code, 'message', failure.code || ' it was', 'status', failure.status,
    'retry_after_ms', failure.retry_after_ms),
  'facts', failure.facts)
$$;
comment on function howdah_test.failure is 'A call failed.';

create function howdah_test.chat_step(job_id bigint, token bigint)
returns jsonb
language plpgsql
as $$
declare
  v_step jsonb := howdah.next_step(chat_step.job_id, chat_step.token);
begin
  while v_step ->> 'call' = 'embed' loop
    v_step := howdah.next_step(chat_step.job_id, chat_step.token, howdah_test.failure(v_step, 'connection'));
  end loop;
  return v_step;
end
$$;
comment on function howdah_test.chat_step is
  'The call that answers a claimed message, its sources found by keyword: no vector of the question is to be had.';

create function howdah_test.answer(
  job_id bigint,
  token bigint,
  content text,
  finish_reason text default 'stop',
  facts jsonb default '{}'
)
returns boolean
language plpgsql
as $$
declare
  v_step jsonb := howdah_test.chat_step(answer.job_id, answer.token);
begin
  perform howdah.next_step(answer.job_id, answer.token, howdah_test.outcome(
            v_step, answer.content, answer.finish_reason, answer.facts))
    where v_step is not null;
  return v_step is not null;
end
$$;
comment on function howdah_test.answer is
  'Answers a claimed message as a worker does; false where it needed no call.';
