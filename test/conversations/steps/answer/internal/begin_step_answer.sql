begin;
select plan(14);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', 'Refunds', private => false);
select howdah.activate_prompt('greet', howdah.create_prompt_version('greet', 'Be kind to {{ name }}.',
  params => '{"temperature": 0, "max_tokens": 300}'));
create temp table c as
  select howdah.start_conversation(prompt => 'greet', variables => '{"name": "Ann"}') as id;
create temp table a as select howdah.send_message(id, 'How long do refunds take?') as id from c;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create function pg_temp.begins(vector halfvec default null) returns howdah_internal.message_steps language plpgsql as $$
declare
  v_message howdah.messages;
begin
  select m.* into v_message from howdah.messages as m join a using (id);
  return howdah_internal.begin_step_answer(v_message, j.job_id, j.token, vector) from j;
end $$;

create temp table s as select * from pg_temp.begins();
select is((select (call, model_id = howdah_internal.default_model('chat'), output_tokens)::text from s), '(chat,t,300)',
  'the call that answers, no longer than its prompt allows');
select is((select input_tokens from s), (select howdah_internal.request_tokens(request -> 'messages') from s),
  'its size is that of the very request');
select is((select (request ->> 'provider') || '/' || (request ->> 'model') from s), 'local/local-chat', 'to its model');
select is((select request -> 'params' from s), '{"temperature": 0, "max_tokens": 300}',
  'with the parameters of the prompt version');
select is((select request #>> '{messages,0,content}' from s), 'Be kind to Ann.',
  'it begins with the prompt, filled in');
select matches((select request #>> '{messages,1,content}' from s),
  '<source id="1" title="Refunds".*five days.*Question: How long', 'and ends with the sources and the question');
select is((select retrieval_mode from howdah.messages join a using (id)), 'keyword',
  'without a vector of the question the sources are found by keyword, and the message says so');
select lives_ok($$select pg_temp.begins(array_fill(0.1, array[384])::vector::halfvec)$$, 'with one');
select is((select retrieval_mode from howdah.messages join a using (id)), 'hybrid', 'by meaning too');

select howdah_test.answer(job_id, token, 'Five days [1].') from j;
select howdah.set_setting('cache_answers', 'off');
update howdah_internal.message_steps set facts = facts || '{"is_invalid": true}' where kind = 'answer';
select is((pg_temp.begins()).call, null, 'an answer that is to be repaired is not called for again');
select howdah.set_setting('cache_answers', 'on');
truncate a, j;
insert into a select howdah.send_message(id, 'And gift cards?') from c;
insert into j select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select results_eq(
  $$select m ->> 'role', left(m ->> 'content', 14) from pg_temp.begins() as s,
    jsonb_array_elements(s.request -> 'messages') as m limit 3$$,
  $$values ('system', 'Be kind to Ann'), ('user', 'How long do re'), ('assistant', 'Five days.')$$,
  'what was said before is part of the next request');

-- The cache.
select howdah_internal.finish_jobs(array[job_id], token, 'cancelled') from j;
truncate a, j;
insert into a select howdah.send_message(howdah.start_conversation(prompt => 'greet', variables => '{"name": "Ann"}'),
  'How long do refunds take?');
insert into j select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select is((pg_temp.begins()).call, null, 'what the cache answers needs no call');
select is((select (status, content, cached)::text from howdah.messages join a using (id)),
  '(complete,"Five days [1].",t)', 'the message has ended with it');
set local role howdah_app;
select throws_ok('select howdah_internal.begin_step_answer(null, 1, 1, null)', '42501', null,
  'an application may not');
select * from finish();
rollback;
