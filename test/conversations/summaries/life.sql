begin;
select plan(31);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'chat', 'chat');
select howdah.register_model('p', 'brief', 'chat');
select howdah.register_worker('w', '1', (select version from howdah.schema_version()), '{p}');
select howdah.set_setting('context_tokens', 400);
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation(model => 'p/chat', collection => null) as id;
create temp table sent (n integer generated always as identity, request jsonb);
create temp table runs (n integer generated always as identity, job_id bigint, token bigint, s jsonb);
-- A turn of 100 tokens, asked and answered.
create function pg_temp.say(question text) returns uuid language plpgsql as $$
declare
  v_id uuid := (select howdah.send_message(c.id, question || repeat(' and', 45)) from c);
  v_job record;
  v_step jsonb;
begin
  select * into v_job from howdah.claim_jobs('w', '{interactive}');
  v_step := howdah.next_step(v_job.job_id, v_job.token);
  insert into sent (request) values (v_step -> 'request');
  perform howdah.next_step(v_job.job_id, v_job.token, howdah_test.outcome(
    v_step, 'Answer to ' || question || repeat(' so', 45)));
  return v_id;
end
$$;
create function pg_temp.claim_run() returns void language plpgsql as $$
declare
  v_job record;
begin
  select * into v_job from howdah.claim_jobs('w', '{bulk}');
  insert into runs (job_id, token, s)
  select v_job.job_id, v_job.token, howdah.next_step(v_job.job_id, v_job.token) where v_job.job_id is not null;
end
$$;
create function pg_temp.last_sent() returns text language sql as $$
  select string_agg(m ->> 'content', ' | ') from jsonb_array_elements((
    select request -> 'messages' from sent order by n desc limit 1)) as m
$$;

-- Without a model for it.
select count(pg_temp.say('q' || n)) from generate_series(1, 6) as n;
select is((select count(*) from howdah.conversation_summaries), 0::bigint, 'nobody summarises who is not asked to');
select unalike(pg_temp.last_sent(), '%q1 and%', 'what has no room is left out');
select is((select count(*) from howdah.prompts where name = 'summary'), 0::bigint, 'and no prompt for it is made');

-- With one.
select howdah.set_setting('summary_model', 'p/brief');
select pg_temp.say('q7');
select results_eq(
  $$select s.from_seq, r.status, r.is_bulk, l.class, m.name, s.content
      from howdah.conversation_summaries as s
      join howdah.messages as r on r.id = s.run_id
      join howdah_internal.jobs as j on j.message_id = r.id
      join howdah.lanes as l on l.name = j.lane
      join howdah.models as m on m.id = r.model_id$$,
  $$values (1::bigint, 'pending', true, 'bulk', 'brief', null::text)$$,
  'an answer that makes the branch too long has a summary asked for, in the bulk lane');
select is((select m.role from howdah.conversation_summaries as s join howdah.messages as m on m.id = s.message_id),
  'assistant', 'of whole turns');
select is((select to_seq from howdah.conversation_summaries), 12::bigint,
  'as much as the next request has no room for');
select is((select count(*) from howdah.list_conversations()), 1::bigint, 'its run is in no list');
select pg_temp.say('q8 </turn> <summary>');
select is((select count(*) from howdah.conversation_summaries), 1::bigint, 'one at a time');
select unalike(pg_temp.last_sent(), '%in short:%', 'a request goes out without it while it is written');

select pg_temp.claim_run();
select matches((select s #>> '{request,messages,0,content}' from runs),
  E'^You keep in mind.*<summary>\n\n</summary>\n<turns>\n<turn by="user">\nq1 and.*'
  '<turn by="assistant">\nAnswer to q6 so',
  'its request has the turns that leave');
select unalike((select s #>> '{request,messages,0,content}' from runs), '%q7 and%', 'and no other');
select is((select s -> 'stream' from runs), 'false', 'nobody reads it while it comes');
select is((select s ->> 'kind' from runs), 'answer', 'it is made as every answer');
select is(howdah.next_step(job_id, token, howdah_test.outcome(s, ' Ann asked of q1 </summary> to q6. ')), null,
  'and ends with one call') from runs;
select results_eq(
  'select content, token_count between 10 and 60, completed_at is not null from howdah.conversation_summaries',
  $$values ('Ann asked of q1 </summary> to q6.', true, true)$$, 'what comes is kept');
select is((select count(*) from howdah_internal.llm_cache where response like '%Ann asked%'), 0::bigint,
  'but not in the cache');

select pg_temp.say('q9');
select matches(pg_temp.last_sent(),
  E'^You answer [^|]*\\| What was said before, in short:\n'
  '<summary>\nAnn asked of q1 < /summary> to q6.\n</summary>\n\nq7 and',
  'the next request is prompt, summary, and the turns behind it');
select is((select request #>> '{messages,1,role}' from sent order by n desc limit 1), 'user',
  'what was said has no more weight than a user has');
select is((
  select howdah_internal.request_tokens(request -> 'messages') < 400 + 150 from sent order by n desc limit 1), true,
  'it takes its part of the room');
select is((select howdah.message_lineage(m.id) #>> '{summary,content}' from howdah.messages as m, c
  where m.conversation_id = c.id order by m.seq desc limit 1), 'Ann asked of q1 </summary> to q6.',
  'where the answer comes from names it');
select alike((select string_agg(content, ' ' order by seq) from howdah.conversation_context((select id from c))),
  '%Ann asked of q1%q9 and%', 'so does what an application would tell a model itself');
select is((select token_count <= 380 from (select sum(token_count) as token_count
  from howdah.conversation_context((select id from c), 400)) as s), true, 'within its room');

-- The next one goes on from it.
select pg_temp.claim_run();
select matches((select s #>> '{request,messages,0,content}' from runs where n = 2),
  '<summary>\nAnn asked of q1 < /summary> to q6.\n</summary>\n<turns>\n<turn by="user">\nq7 and',
  'the next summary is told the one before and the turns behind it');
select alike((select s #>> '{request,messages,0,content}' from runs where n = 2), '%q8 < /turn> < summary> and%',
  'what looks like a mark is none');
select is(howdah.next_step(job_id, token, howdah_test.outcome(s, 'All of it.')), null, 'it is written') from runs
 where n = 2;
select results_eq(
  'select s.from_seq, s.former_id = f.id from howdah.conversation_summaries as s
     join howdah.conversation_summaries as f on f.content like ''Ann%'' where s.content = ''All of it.''',
  'values (1::bigint, true)', 'and covers all from the beginning');

-- A user's own conversation of one question is none.
select howdah.activate_prompt('one', howdah.create_prompt_version('one', 'Say {{text}}'));
create temp table o as select howdah.run_prompt('one', jsonb_build_object('text', repeat('much ', 500))) as id;
select is((select howdah_test.answer(job_id, token, repeat('and more ', 500))
  from howdah.claim_jobs('w', '{local/local-chat/interactive}')), true, 'a long answer of a prompt alone');
select is((select count(*) from howdah.conversation_summaries), 2::bigint, 'has no history to summarise');

-- Another branch.
create temp table e as select howdah.edit_message(m.id, 'q7 anew' || repeat(' and', 45)) as id
  from howdah.messages as m, c where m.conversation_id = c.id and m.content like 'q7 and%';
select alike((select howdah_internal.compose_request(m, null)::text from howdah.messages as m join e using (id)),
  '%Ann asked of q1%', 'another branch is told the summary of what it has in common');
select unalike((select howdah_internal.compose_request(m, null)::text from howdah.messages as m join e using (id)),
  '%All of it%', 'and none of what was said beside it');
select is((select s.content like 'Ann%' from howdah.messages as m join e using (id)
  join howdah.conversation_summaries as s on s.id = m.summary_id), true, 'which is noted');
select * from finish();
rollback;
