begin;
select plan(23);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'chat', 'chat');
select howdah.register_model('p', 'other', 'chat');
select howdah.register_model('p', 'brief', 'chat', fallback => 'p/other');
select howdah.set_price('p', 'chat', '2026-01-01', '[{"input": 100, "output": 500}]');
select howdah.set_price('p', 'brief', '2026-01-01', '[{"input": 100, "output": 500}]');
select howdah.register_worker('w', '1', (select version from howdah.schema_version()), '{p}');
select howdah.set_setting('context_tokens', 400);
select howdah.set_setting('summary_model', 'p/brief');
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation(model => 'p/chat', collection => null) as id;
create function pg_temp.say(question text, size integer default 45) returns uuid language plpgsql as $$
declare
  v_id uuid := (select howdah.send_message(c.id, question || repeat(' and', size)) from c);
begin
  perform howdah_test.answer(job_id, token, 'Answer to ' || question || repeat(' so', size))
    from howdah.claim_jobs('w', '{p/chat/interactive}');
  return v_id;
end
$$;
create function pg_temp.run() returns howdah.messages language sql as $$
  select m from howdah.messages as m join howdah.conversation_summaries as s on s.run_id = m.id
   order by s.to_seq desc limit 1
$$;
create temp table j (n integer generated always as identity, job_id bigint, token bigint);
create temp table s (n integer generated always as identity, s jsonb);

-- No budget for it.
select howdah.set_budget('feature', 0, 'month', 'summary');
select howdah.set_rate_limit('user', 100, 'requests', 'hour');
select howdah.set_rate_limit('user', 1, 'concurrent');
select count(pg_temp.say('q' || n)) from generate_series(1, 3) as n;
insert into j (job_id, token) select job_id, token from howdah.claim_jobs('w', '{bulk}');
select is(howdah.next_step(job_id, token), null, 'without a budget no call is made') from j;
select results_eq(
  $$select status, error_code, error_message from howdah.summaries_of_conversation((select id from c))$$,
  $$values ('failed', 'PT402', (pg_temp.run()).error_message)$$, 'the summary says why there is none');
select is((select status from howdah.message_trace((pg_temp.run()).id)), 'refused', 'the trace of its run too');
select ok((select count(*) = 1 from howdah_internal.summary_findings() where code = 'summaries_fail'
  and finding = '1 summaries of conversations were not written: PT402'), 'and doctor()');
select howdah.set_budget('feature', null, 'month', 'summary');
select pg_temp.say('q4', 1);
select is((select count(*) from howdah.claim_jobs('w', '{bulk}')), 0::bigint,
  'it is not tried again at every answer');
select howdah_test.set_time('2026-03-01 12:05Z');
select howdah.act_as('ann', 'acme');
select pg_temp.say('q5', 1);
insert into j (job_id, token) select job_id, token from howdah.claim_jobs('w', '{bulk}');
select is((select count(*) from j), 2::bigint, 'but later');

-- While its call is under way.
insert into s (s) select howdah.next_step(job_id, token) from j where n = 2;
select is((select s ->> 'call' from s), 'chat', 'its call is under way');
select lives_ok($$select pg_temp.say('q6', 1)$$, 'and takes no place of a question''s');
select is((select count(*) from howdah_internal.reservations as r where r.id = (pg_temp.run()).id), 1::bigint,
  'though what it may cost is held');
select is((select l.used from howdah.limit_status() as l where l.unit = 'requests'), 2::numeric,
  'and it counts as no question: two since the last hour''s were forgotten');

-- Its provider has gone.
select is(howdah.next_step(job_id, token, howdah_test.failure(s, 'rate_limited', status => 429)), null,
  'a provider that has too much to do') from j, s where j.n = 2;
select is((pg_temp.run()).status, 'pending', 'is asked again');
select is((select lane from howdah_internal.jobs where message_id = (pg_temp.run()).id), 'p/other/bulk',
  'or its fallback is, in the bulk lane too');
truncate s;
insert into j (job_id, token) select job_id, token from howdah.claim_jobs('w', '{bulk}');
insert into s (s) select howdah.next_step(job_id, token) from j where n = 3;
select is(howdah.next_step(job_id, token, howdah_test.failure(s, 'authentication', status => 401)), null,
  'a key that is refused') from j, s where j.n = 3;
select is((pg_temp.run()).error_code, 'authentication', 'ends it');
select is((select m.status from howdah.messages as m, c where m.conversation_id = c.id order by seq desc limit 1),
  'complete', 'no answer waits for it');

-- What comes is none.
update howdah.lanes set paused_until = null;
select howdah_test.set_time('2026-03-02 13:00Z');
select howdah.act_as('ann', 'acme');
select pg_temp.say('q8');
insert into j (job_id, token) select job_id, token from howdah.claim_jobs('w', '{bulk}');
select howdah.next_step(job_id, token, howdah_test.outcome(
  howdah.next_step(job_id, token), 'It goes on and', 'length')) from j where n = 4;
select is((select error_code from howdah.summaries_of_conversation((select id from c)) where completed_at is not null),
  'cut_off',
  'one that its limit cut off is not used');
select howdah_test.set_time('2026-03-04 13:00Z');
select howdah.act_as('ann', 'acme');
select pg_temp.say('q9');
insert into j (job_id, token) select job_id, token from howdah.claim_jobs('w', '{bulk}');
select howdah_test.answer(job_id, token, repeat('All of it. ', 100)) from j where n = 5;
select is((select error_code from howdah.summaries_of_conversation((select id from c))
  where completed_at is not null order by completed_at desc limit 1), 'too_long',
  'nor one that takes most of the room');

-- A prompt that is for something else.
select howdah.create_prompt_version('summary', 'Summarise: {{text}}');
select howdah.activate_prompt('summary', 2);
select howdah_test.set_time('2026-03-08 13:00Z');
select howdah.act_as('ann', 'acme');
select pg_temp.say('q10');
select is((select count(*) from howdah.claim_jobs('w', '{bulk}')), 0::bigint, 'a prompt without turns is not run');
select is((select finding from howdah_internal.summary_findings() where code = 'summary_prompt'),
  'version 2 of the prompt summary cannot write summaries of conversations: its variables are text',
  'doctor() says so');
select howdah.create_prompt_version('summary', 'Briefly: {{turns}}', model => 'p/other');
select howdah.activate_prompt('summary', 3);
select pg_temp.say('q11');
insert into j (job_id, token) select job_id, token from howdah.claim_jobs('w', '{bulk}');
select matches(howdah.next_step(job_id, token) #>> '{request,messages,0,content}', '^Briefly: <turn by="user">\nq\d',
  'one of your own takes its place') from j where n = 6;
select is((select m.name from howdah.models as m where m.id = (pg_temp.run()).model_id), 'other', 'with its own model');
select throws_ok($$select howdah.set_setting('summary_model', 'p/none')$$, 'PT404', 'there is no such model',
  'a model that is not there is refused');
select * from finish();
rollback;
