begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
insert into howdah_internal.message_steps (tenant_id, message_id, seq, kind, call, input_tokens, status)
select 'acme', id, n, 'answer', 'chat', 70 + n, case n when 3 then 'calling' else 'done' end
  from a, generate_series(1, 3) as n;
create function pg_temp.close(status text, facts jsonb, error_message text default null)
  returns howdah_internal.message_steps language plpgsql as $$
declare
  v_step howdah_internal.message_steps;
begin
  select s.* into v_step from howdah_internal.message_steps as s where s.seq = 3;
  perform howdah_internal.close_step(v_step, close.status, close.facts, close.error_message);
  select s.* into v_step from howdah_internal.message_steps as s where s.seq = 3;
  return v_step;
end $$;

select howdah_test.set_time('2026-03-01 12:00:03Z');
create temp table done as select (s).* from pg_temp.close('done', '{"model": "m-1", "usage": {"prompt_tokens": 9},
  "latency_ms": null}') as s;
select is((select (status, ended_at - started_at)::text from done), '(done,00:00:03)', 'a call has ended');
select is((select facts from done), '{"model": "m-1", "usage": {"prompt_tokens": 9}, "estimated_input_tokens": 73}',
  'with what came back, and what it is taken to have used');
select is((select (error_code, error_message)::text from done), '(,)', 'and no error');
select is((select is_billed from done), false, 'its usage is still to be written');
select is((select array_agg(s.status || (s.ended_at is null) order by s.seq) from howdah_internal.message_steps as s
  where s.seq < 3), '{donetrue,donetrue}', 'no other call is touched');
create temp table failed as select (s).* from pg_temp.close('failed', '{"error_code": "timeout",
  "estimated_input_tokens": 5}', repeat('x', 600)) as s;
select is((select (status, error_code, length(error_message))::text from failed), '(failed,timeout,500)',
  'one that failed says why');
select is((select facts -> 'estimated_input_tokens' from failed), '5', 'who made it may have estimated better');
select is((select (error_code, error_message)::text from pg_temp.close('done', '{}')), '(,)',
  'a report that comes later leaves no error behind');
set local role howdah_app;
select throws_ok($$select howdah_internal.close_step(null, 'done', '{}')$$, '42501', null,
  'an application may not');
select * from finish();
rollback;
