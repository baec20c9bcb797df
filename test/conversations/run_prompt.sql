begin;
select plan(27);
select howdah.act_as('ann', 'acme');
select howdah.activate_prompt('tags',
  howdah.create_prompt_version('tags', 'Tags of {{ text }} as JSON?',
  params => '{"response_format": {"type": "json_object"}}'));
select howdah_internal.ensure_default_prompt();
set local role howdah_app;
create temp table a as select howdah.run_prompt('tags', '{"text": "Refunds"}', 'run 1',
  metadata => '{"report": 7}') as id;
grant select on a to public;
select is(howdah.run_prompt('tags', '{"text": "Refunds"}', 'run 1'), id, 'the same request_key gives the same answer')
  from a;
select isnt(howdah.run_prompt('answer', request_key => 'run 1'), id, 'the key of another prompt is another key') from a;
reset role;
delete from howdah.conversations where prompt = 'answer';
delete from howdah_internal.jobs where message_id != (select id from a);
set local role howdah_app;
select is_empty('select from howdah.list_conversations()', 'no list shows it');
select is((select count(*) from howdah.messages), 2::bigint, 'it asks once');
reset role;
select is((select metadata from howdah.conversations), '{"report": 7}', 'the metadata is kept');
select throws_ok('select howdah.send_message(id, ''x'') from howdah.conversations', 'PT404', null,
  'it is no conversation to go on with');
select throws_ok('select howdah.regenerate(id) from a', 'PT404', null, 'nor to answer again');
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select is(howdah.next_step(job_id, token) #> '{request,messages}',
  '[{"role": "user", "content": "Tags of Refunds as JSON?"}]', 'the model is sent the prompt') from j;
select ok(howdah_test.answer(job_id, token, '{"tags": ["money"]}'), 'JSON is an answer') from j;
select is((select content_json from howdah.messages join a using (id)), '{"tags": ["money"]}', 'and is parsed');
select is((select status || delta from a, howdah.read_message(a.id)), 'complete{"tags": ["money"]}',
  'it is read as any other');

create temp table b as select howdah.run_prompt('tags', '{"text": "Leave"}') as id;
create temp table k as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table again as select howdah.next_step(job_id, token, howdah_test.outcome(
  howdah.next_step(job_id, token), 'Well, [', facts => '{"input_tokens": 4}')) as s from k;
select is((select s ->> 'kind' from again), 'repair', 'what is no JSON is asked for once more');
select is((select status from howdah.messages join b using (id)), 'streaming', 'under the same claim');
select is(howdah.next_step(job_id, token, howdah_test.outcome(s, '"tags"', facts => '{"input_tokens": 5}')), null,
  'the second time it is the end') from k, again;
select is((select (status, error_code, content, content_json)::text from howdah.messages join b using (id)),
  '(failed,invalid_json,"""tags""",)', 'as invalid_json');
select is((select sum(input_tokens) from howdah.llm_usage where call_id = (select id from b)), 9::bigint,
  'both calls are recorded');
select is_empty('select from howdah_internal.jobs', 'and nothing is left');

select throws_ok('select howdah.run_prompt(null)', '22004', null, 'a missing prompt is refused');
select throws_ok('select howdah.run_prompt(''nowhere'')', 'PT404', null, 'an unknown prompt is refused');
select throws_ok('select howdah.run_prompt(''tags'')', 'PT422', null, 'missing variables are refused');
select throws_ok('select howdah.run_prompt(''tags'', ''[]'')', '22023', null, 'variables that are no object too');
select throws_ok($$select howdah.run_prompt('tags', jsonb_build_object('text', repeat('x', 200000)))$$, '22001', null,
  'and a text that is too long');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
create temp table s as select howdah.run_prompt('tags', '{"text": "refunds"}', collection => 'default') as id;
create temp table t as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select matches(howdah_test.chat_step(job_id, token) #>> '{request,messages,0,content}', 'five days.*Tags of refunds',
  'with a collection sources come with it') from t;
set local role howdah_app;
select howdah.act_as('eve', 'acme');
select isnt(howdah.run_prompt('tags', '{"text": "Refunds"}', 'run 1'), id, 'the key of another user is another key')
  from a;
select throws_ok('select howdah.read_message(id) from a', 'PT404', null, 'whose answer stays unseen');
select howdah.act_as(null, 'acme');
select throws_ok('select howdah.run_prompt(''tags'')', '28000', null, 'the application needs a user');
set local role howdah_worker;
select throws_ok('select howdah.run_prompt(''tags'')', '42501', null, 'a worker may not');
select * from finish();
rollback;
