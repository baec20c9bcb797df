begin;
select plan(17);
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', 'Refunds', private => false);
select howdah.activate_prompt('greet', howdah.create_prompt_version('greet', 'Be kind to {{ name }}.', params => '{"temperature": 0}'));
create temp table c as select howdah.start_conversation(prompt => 'greet', variables => '{"name": "Ann"}') as id;
create temp table a as select howdah.send_message(id, 'How long do refunds take?') as id from c;
create temp table claimed as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
grant select on claimed to public;

set local role howdah_worker;
create temp table r as select howdah.prepare_message(job_id, token) as j from claimed;
reset role;
select is((select j ->> 'status' || ' ' || (j ->> 'provider') || '/' || (j ->> 'model') from r), 'call local/local-chat', 'the request names the model');
select is((select j #> '{params}' from r), '{"temperature": 0}', 'and has the parameters of the prompt version');
select is((select j #>> '{messages,0,content}' from r), 'Be kind to Ann.', 'it begins with the prompt, filled in');
select matches((select j #>> '{messages,1,content}' from r), '<source id="1" title="Refunds".*five days.*Question: How long',
  'and ends with the sources and the question');
select is((select (status, retrieval_mode)::text from howdah.messages join a using (id)), '(streaming,keyword)',
  'without a vector of the question the sources are found by keyword, and the message says so');
select is(howdah.message_request(id), (select j - 'status' from r), 'what was sent is kept') from a;

select howdah.complete_message(job_id, token, 'acme', a.id, 'Five days [1].', 'stop', 1, now(), '{}') from claimed, a;
select howdah.send_message(id, 'And gift cards?') from c;
create temp table next as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select results_eq(
  $$select m ->> 'role', left(m ->> 'content', 14) from next, jsonb_array_elements(howdah.prepare_message(job_id, token) -> 'messages') as m limit 3$$,
  $$values ('system', 'Be kind to Ann'), ('user', 'How long do re'), ('assistant', 'Five days [1].')$$,
  'what was said before is part of the next request'
);
select is(howdah.prepare_message(job_id, token + 1), '{"status": "stale"}', 'a worker that lost its lease gets nothing') from next;
update howdah.messages set status = 'cancelled' where status = 'streaming';
select is(howdah.prepare_message(job_id, token), '{"status": "done"}', 'a message that has ended needs no call') from next;
select is((select count(*) from howdah.jobs_done where outcome = 'cancelled'), 1::bigint, 'its job is finished');

select howdah.send_message(id, 'And vouchers?') from c;
create temp table late as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
update howdah.messages set deadline = howdah.clock() where status = 'pending';
select is(howdah.prepare_message(job_id, token), '{"status": "done"}', 'past the deadline no call is made') from late;
select is((select count(*) from howdah.messages where status = 'expired'), 1::bigint, 'and the message says so');
select howdah.act_as(null);
select howdah.send_message(howdah.start_conversation(collection => null), 'Who am I?');
create temp table own as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
grant select on own to public;
set local role howdah_worker;
select is(howdah.prepare_message(job_id, token) ->> 'status', 'call', 'a worker prepares the conversation of nobody too') from own;
reset role;
select howdah.act_as('bob', 'acme');
select howdah.add_document('The secret of Bob is a parrot.', 'secret.md', private => true);
select howdah.act_as('ann', 'acme');
select howdah.send_message(howdah.start_conversation(), 'What is the secret of Bob?');
create temp table nosy as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select doesnt_match(howdah.prepare_message(job_id, token)::text, 'parrot', 'a private document of somebody else is no source') from nosy;
select is(howdah.current_user_id(), 'ann', 'what follows acts for the one who asked');
select is((select count(*) from howdah.message_citations where source = 'secret.md'), 0::bigint, 'nor is it cited');
set local role howdah_app;
select throws_ok('select howdah.prepare_message(1, 1)', '42501', null, 'the application may not prepare');
select * from finish();
rollback;
