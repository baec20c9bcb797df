begin;
select plan(14);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.set_budget('tenant', 100000, 'day');
select howdah.activate_prompt('tags', howdah.create_prompt_version('tags', 'As JSON.',
  params => '{"response_format": {"type": "json_object"}}'));
create temp table a (n integer, id uuid, job_id bigint, token bigint, step jsonb);
-- A question whose first answer was no JSON: the second call is under way.
create function pg_temp.ask(n integer, limit_cents numeric default 100000) returns void language plpgsql as $$
declare
  v_id uuid;
  v_job record;
  v_step jsonb;
begin
  v_id := howdah.send_message(howdah.start_conversation(prompt => 'tags', collection => null),
  'Tags, ' || ask.n || '?');
  select * into v_job from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  v_step := howdah.next_step(v_job.job_id, v_job.token);
  perform howdah.set_budget('tenant', ask.limit_cents, 'day');
  insert into a values (ask.n, v_id, v_job.job_id, v_job.token, howdah.next_step(v_job.job_id, v_job.token,
    howdah_test.outcome(v_step, 'Well, [', facts => '{"input_tokens": 5, "output_tokens": 2}')));
end $$;
create function pg_temp.stands(n integer) returns text language sql as $$
  select concat_ws(' ', m.status, m.error_code, nullif(m.content, ''), trim_scale(m.cost_cents),
    (select string_agg(s.kind || ' ' || s.status, ', ' order by s.seq) from howdah_internal.message_steps as s
      where s.message_id = m.id))
    from howdah.messages as m join a using (id) where a.n = stands.n $$;
create function pg_temp.tell(n integer, content text) returns text language sql as $$
  select howdah.next_step(job_id, token, howdah_test.outcome(step, tell.content,
    facts => '{"input_tokens": 6, "output_tokens": 3}')) from a where a.n = tell.n;
  select pg_temp.stands(n) $$;

select pg_temp.ask(1);
select is(pg_temp.stands(1), 'streaming answer done, repair calling',
  'what has to be JSON and is none is asked for again');
select is((select u.cost_cents::float from howdah.llm_usage as u), 7::float, 'the first call is paid for');
select is((select r.id = a.id and r.amount_cents > 1000 from howdah_internal.reservations as r, a), true,
  'and the second held');
select is((select (j.state, j.lane, j.token = a.token)::text from howdah_internal.jobs as j, a),
  '(running,local/local-chat/interactive,t)', 'under the same claim');
select is(pg_temp.tell(1, '{"tags": []}'), 'complete {"tags": []} 16 answer done, repair done',
  'a second answer that is JSON completes the message, which costs both');
select is((select (content_json, input_tokens, output_tokens)::text from howdah.messages join a using (id)),
  '("{""tags"": []}",6,3)', 'with the figures of the call that answered');
select pg_temp.ask(2);
select is(pg_temp.tell(2, 'Sorry.'), 'failed invalid_json Sorry. 16 answer done, repair done',
  'a third is not asked for');
select is((select error_message from howdah.messages join a using (id) where n = 2),
  'the model answered with something that is not JSON, twice', 'the message says so');
select pg_temp.ask(3);
select is(pg_temp.tell(3, ''), 'failed empty_answer 16 answer done, repair done', 'nor after nothing');
select pg_temp.ask(4);
select howdah.next_step(job_id, token, howdah_test.failure(step, 'connection')) from a where n = 4;
select is(pg_temp.stands(4), 'pending 7 answer done, repair failed', 'a second call that fails is made again');
update howdah_internal.jobs set run_after = howdah.clock();
update a set job_id = j.job_id, token = j.token, step = howdah.next_step(j.job_id, j.token)
  from howdah.claim_jobs('w', '{local/local-chat/interactive}') as j where a.n = 4;
select is(pg_temp.stands(4), 'streaming 7 answer done, repair failed, repair calling', 'not the first');
select is(pg_temp.tell(4, '{}'), 'complete {} 16 answer done, repair failed, repair done', 'till it answers');

-- No room for a second call.
select pg_temp.ask(5, 100);
select is(pg_temp.stands(5), 'failed PT402 7 answer done, repair refused',
  'without room it is not asked for, and the message says so with what it has cost');
set local role howdah_app;
select throws_ok($$select howdah_internal.store_step_repair(null, 1, 1, null, '{}', '{}')$$, '42501', null,
  'an application may not');
select * from finish();
rollback;
