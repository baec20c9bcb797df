begin;
select plan(15);
create function pg_temp.facts(outcome jsonb, call text default 'chat') returns jsonb language plpgsql as $$
declare
  v_step howdah_internal.message_steps;
begin
  v_step.call := facts.call;
  return howdah_internal.outcome_facts(v_step, facts.outcome);
end $$;

select is(pg_temp.facts('{"result": {"content": "Five days.", "finish_reason": "stop"},
  "facts": {"usage": {"prompt_tokens": 9}, "model": "m-1", "latency_ms": 80}}'),
  '{"usage": {"prompt_tokens": 9}, "model": "m-1", "latency_ms": 80, "finish_reason": "stop",
    "estimated_output_tokens": 4}', 'what came back, and an estimate of the text');
select is(pg_temp.facts('{"result": {"content": "Five days."}, "facts": {"reasoning_chars": 400}}')
  -> 'estimated_output_tokens', '104', 'thoughts that nobody sees are part of it');
select is(pg_temp.facts('{"result": {"content": "Five days."}, "facts": {"estimated_output_tokens": 7}}')
  -> 'estimated_output_tokens', '7', 'who made the call may have estimated better');
select is(pg_temp.facts('{"result": {"embeddings": ["[1]"]}, "facts": {"usage": {"prompt_tokens": 9}}}', 'embed'),
  '{"usage": {"prompt_tokens": 9}}', 'a vector has no text');
select is(pg_temp.facts('{"failure": {"code": "timeout", "message": "no answer"}}'),
  '{"error_code": "timeout", "has_begun": false, "estimated_output_tokens": 0}',
  'a call that failed before it began says so');
select is(pg_temp.facts('{"failure": {"code": "timeout"}, "facts": {"has_begun": true}}') -> 'has_begun', 'true',
  'one that had begun too');
select is(pg_temp.facts('{"failure": {"code": "timeout"}, "result": {"content": "Five"}}'),
  '{"error_code": "timeout", "has_begun": true, "estimated_output_tokens": 2}', 'a text is a beginning');
select is(pg_temp.facts('{}'), '{"estimated_output_tokens": 0}', 'nothing is nothing');
select is(pg_temp.facts('{"facts": [1]}'), '{"estimated_output_tokens": 0}', 'facts that are no object are none');
select is(pg_temp.facts('{"failure": null, "result": {"content": ""}}') -> 'has_begun', null,
  'a failure that is null is none');
select is(pg_temp.facts('{"result": {"content": "Five"}, "facts": {"reasoning_chars": -8000, "has_begun": "perhaps"}}'),
  '{"reasoning_chars": -8000, "estimated_output_tokens": 2}',
  'what makes no sense counts nothing');
select is((select array[length(f ->> 'finish_reason'),
  length(f ->> 'error_code')] from pg_temp.facts(jsonb_build_object(
  'result', jsonb_build_object('finish_reason', repeat('x', 900)),
  'failure', jsonb_build_object('code', repeat('x', 900)))) as f), '{200,100}', 'what is long is cut');
create temp table claims as select '{"result": {"content": "Five days."}, "facts": {"status": "failed", "cached": true,
  "is_estimated": true, "has_begun": false, "error_code": "x", "estimated_input_tokens": 0,
  "estimated_output_tokens": 0, "usage": {"prompt_tokens": 9}}}'::jsonb as outcome;
grant select on claims to public;
select is((select pg_temp.facts(outcome) ->> 'status' from claims), 'failed', 'a worker is believed');
grant usage on schema howdah_internal to howdah_app;
grant execute on all functions in schema howdah_internal to howdah_app;
set local role howdah_app;
select is((select pg_temp.facts(outcome) from claims),
  '{"usage": {"prompt_tokens": 9}, "estimated_output_tokens": 4}',
  'an application in what its provider reported, not in what makes it cheap');
reset role;
revoke execute on all functions in schema howdah_internal from howdah_app;
set local role howdah_app;
select throws_ok($$select howdah_internal.outcome_facts(null, '{}')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
