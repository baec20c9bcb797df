begin;
select plan(23);
select howdah.set_setting('unpriced_calls', 'allow');
create temp table s (job_id bigint, token bigint, step jsonb);
grant select on s to public;
-- A call under way, by a worker or by the application itself, is told of an outcome; then it ends.
create function pg_temp.told(outcome text, is_own boolean default false) returns text language plpgsql as $$
declare
  v_message uuid;
  v_said text;
begin
  perform howdah.act_as('ann', 'acme');
  update howdah.lanes set paused_until = null, refusal_count = 0;
  v_message := howdah.send_message(
    howdah.start_conversation(collection => null), 'How long?',
    run_by => case when is_own then 'caller' else 'worker' end);
  delete from s;
  if is_own then
    insert into s
    select c.job_id, c.token, howdah.next_step(c.job_id, c.token) from howdah.claim_message(v_message) as c;
  else
    insert into s select c.job_id, c.token, howdah.next_step(c.job_id, c.token)
      from howdah.claim_jobs('w', '{local/local-chat/interactive}') as c;
  end if;
  perform set_config('role', case when is_own then 'howdah_app' else 'howdah_worker' end, true);
  begin
    perform howdah.next_step(s.job_id, s.token, jsonb_build_object('ref', s.step -> 'ref') || told.outcome::jsonb)
       from s;
  exception
    when others then
      v_said := sqlstate;
  end;
  perform set_config('role', 'none', true);
  v_said := concat_ws(' ', v_said, (select concat_ws(' ', m.status, m.error_code) from howdah.messages as m
    where m.id = v_message));
  perform howdah.cancel_job(j.id) from howdah_internal.jobs as j where j.message_id = v_message;
  return v_said;
end $$;

select is(pg_temp.told(o), '22023 streaming', o || ' is no outcome')
  from unnest(array['{"result": []}', '{"result": "x"}', '{"result": {}}', '{"failure": []}', '{"failure": "x"}',
    '{"failure": {"code": 5}}', '{"ref": []}', '{"ref": {"seq": "x"}}',
    '{"ref": {"seq": 1, "message_id": "x"}, "result": {"content": "a"}}',
    '{"ref": {"seq": 1e300}, "result": {"content": "a"}}',
    '{"ref": {"seq": 1, "message_id": "11111111-1111-1111-1111-111111111111"}, "result": {"content": "a"}}']) as o;
select is(pg_temp.told(o), 'pending', o || ' is a failure, its oddities are not heard')
  from unnest(array['{"failure": {"code": "x", "status": "y"}}', '{"failure": {"code": "x", "status": 1e300}}',
    '{"failure": {"code": "rate_limited", "retry_after_ms": "soon"}}',
    '{"failure": {"code": "rate_limited", "retry_after_ms": 1e300}}',
    '{"failure": {"code": "rate_limited", "retry_after_ms": -1e300}}']) as o;
select is(pg_temp.told('{"failure": {"code": "x", "status": "y"}}', true), 'failed x', 'so it is for an application');
select is(pg_temp.told(format('{"failure": {"code": "%s", "message": "y"}}', repeat('x', 1000000)), true),
  'failed ' || repeat('x', 100), 'no code is longer than others');
select is(pg_temp.told('{"result": {"content": "a"}, "facts": {"status": "x"}}'), 'complete',
  'nor is a status unknown');
select is(pg_temp.told(o), 'complete', o || ' is an answer')
  from unnest(array[
    '{"result": {"content": "a"}, "facts": {"usage": {"input_tokens": 2147483647, "output_tokens": 2147483647}}}',
    '{"result": {"content": "a"}, "facts": {"estimated_input_tokens": 2147483647, "estimated_output_tokens": 9}}',
    '{"result": {"content": "a"}, "facts": {"usage": {"input_tokens": -5, "output_tokens": 1e300}}}']) as o;
select is((select count(*) from howdah.llm_usage as u
  where u.input_tokens = 2147483647 and u.output_tokens is null), 2::bigint,
  'more tokens than there are numbers for are not counted');
select * from finish();
rollback;
