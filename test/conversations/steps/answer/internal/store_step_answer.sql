begin;
select plan(24);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 2000000}]');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.add_document('Refunds are slow.', 'slow.md', private => false);
select howdah.activate_prompt('tags', howdah.create_prompt_version('tags', 'As JSON.',
  params => '{"response_format": {"type": "json_object"}}'));
create temp table a (n integer, id uuid, job_id bigint, token bigint, step jsonb);
create function pg_temp.ask(n integer, prompt text default null, collection text default null) returns void
  language plpgsql as $$
declare
  v_id uuid;
  v_job record;
begin
  v_id := howdah.send_message(howdah.start_conversation(prompt => ask.prompt, collection => ask.collection),
    'How long do refunds take, ' || ask.n || '?');
  select * into v_job from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  insert into a values (ask.n, v_id, v_job.job_id, v_job.token, howdah_test.chat_step(v_job.job_id, v_job.token));
end $$;
-- Whether the message has ended with this answer, and how it stands.
create function pg_temp.store(n integer, content text, finish_reason text default 'stop',
  facts jsonb default '{"input_tokens": 5, "output_tokens": 2}') returns text language plpgsql as $$
declare
  v_message howdah.messages;
  v_step howdah_internal.message_steps;
  v_is_end boolean;
begin
  select m.* into v_message from howdah.messages as m join a using (id) where a.n = store.n;
  select s.* into v_step from howdah_internal.message_steps as s
   where s.message_id = v_message.id and s.status = 'calling';
  v_is_end := howdah_internal.store_step_answer(v_message, a.job_id, a.token, v_step,
    jsonb_build_object('content', store.content, 'finish_reason', store.finish_reason), store.facts)
    from a where a.n = store.n;
  return concat_ws(' ', v_is_end, (select concat_ws(' ', m.status, m.error_code, nullif(m.content, ''),
      trim_scale(m.cost_cents)) from howdah.messages as m where m.id = v_message.id));
end $$;
create function pg_temp.step(n integer) returns text language sql as $$
  select concat_ws(' ', s.status, s.is_billed, s.facts ->> 'is_invalid', s.error_message)
    from howdah_internal.message_steps as s join a on a.id = s.message_id where a.n = step.n and s.call = 'chat' $$;

select pg_temp.ask(1, collection => 'default');
select length(howdah.append_partial(job_id, token, 0, 'Five')) from a;
select is(pg_temp.store(1, 'Five days [1].', facts => '{"input_tokens": 5, "output_tokens": 2, "latency_ms": 800,
  "first_token_ms": 90}'), 't complete Five days [1]. 9', 'an answer completes its message');
select is(pg_temp.step(1), 'done t', 'its call is done and billed');
select is((select (tokens_used, latency_ms, first_token_ms, finish_reason, completed_at)::text
  from howdah.messages join a using (id)), '(7,800,90,stop,"2026-03-01 12:00:00+00")', 'the figures are in');
select is((select array_agg(is_cited order by position) from howdah_internal.message_citations), '{t,f}',
  'a source that it names is cited');
select is_empty('select from howdah_internal.message_deltas', 'the parts are gone');
select is((select outcome from howdah_internal.jobs_done where kind = 'chat'), 'done', 'the job is done');
select is_empty($$select from howdah_internal.reservations where status = 'held'$$, 'nothing is held');
select is((select response from howdah_internal.llm_cache), 'Five days [1].', 'the cache keeps it');

select pg_temp.ask(2);
select is(pg_temp.store(2, 'I do not know.', 'length'), 't complete I do not know. 9', 'one that was cut off is one');
select is((select is_refusal from howdah.messages join a using (id) where n = 2), true, 'a refusal is marked');
select pg_temp.ask(3);
select is(pg_temp.store(3, E' \n'), E't failed empty_answer  \n 9', 'a text of nothing has failed, and is paid for');
select pg_temp.ask(4);
select is(pg_temp.store(4, null), 't failed empty_answer 9', 'so has none');
select pg_temp.ask(5);
select is(pg_temp.store(5, 'Half a', 'content_filter'), 't failed content_filter Half a 9',
  'and one that was filtered');

select pg_temp.ask(6, 'tags');
select is(pg_temp.store(6, '{"days": 5}'), 't complete {"days": 5} 9', 'JSON that was asked for');
select is((select content_json from howdah.messages join a using (id) where n = 6), '{"days": 5}', 'is parsed');
select pg_temp.ask(7, 'tags');
select is(pg_temp.store(7, 'Five days.'), 'f streaming', 'what should be JSON and is none is no end');
select is(pg_temp.step(7), 'done f true the model answered with something that is not JSON',
  'the call is done, and known for it');
select pg_temp.ask(8, 'tags');
select is(pg_temp.store(8, '["five"]'), 'f streaming', 'an object that was asked for is no list');
select pg_temp.ask(9, 'tags');
select is(pg_temp.store(9, ''), 't failed empty_answer 9', 'nothing is not asked for again');
select pg_temp.ask(10, 'tags');
select is(pg_temp.store(10, 'Half a', 'content_filter'), 't failed content_filter Half a 9', 'nor what was filtered');
select pg_temp.ask(11, 'tags');
select howdah.cancel_message(id) from a where n = 11;
select is(pg_temp.store(11, 'Five days.'), 't cancelled 9', 'nor for who has cancelled; what it cost counts');
select pg_temp.ask(12);
select howdah.cancel_message(id) from a where n = 12;
select is(pg_temp.store(12, 'Five days.'), 't cancelled 9', 'the text of who has cancelled stays as it was');
select is((select (input_tokens, output_tokens, is_refusal)::text from howdah.messages join a using (id) where n = 12),
  '(5,2,f)', 'but for what was used');
set local role howdah_app;
select throws_ok($$select howdah_internal.store_step_answer(null, 1, 1, null, '{}', '{}')$$, '42501', null,
  'an application may not');
select * from finish();
rollback;
