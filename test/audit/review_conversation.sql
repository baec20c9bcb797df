begin;
select plan(27);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
create temp table d as select howdah.add_document('Refunds take five days.', 'refunds.md', private => true) as id;
create temp table c as select howdah.start_conversation('Refunds') as id;
create temp table a as select howdah.send_message(c.id, 'How long do refunds take?') as id from c;
grant select on d, c, a to public;
select howdah_test.answer(j.job_id, j.token, 'Five days [1].')
  from howdah.claim_jobs('w', '{local/local-chat/interactive}') as j;
select howdah.regenerate(a.id) from a;
select howdah_test.answer(j.job_id, j.token, 'Six days.')
  from howdah.claim_jobs('w', '{local/local-chat/interactive}') as j;
select howdah.give_feedback(a.id, -1, 'Wrong.') from a;
create function pg_temp.noted() returns bigint language sql security definer as $$
  select count(*) from howdah.access_log as l, c where l.function = 'review' and l.conversation_id = c.id $$;

set local role howdah_reviewer;
select howdah.act_as(null, 'acme');
select throws_ok('select howdah.review_conversation(id) from c', '28000', null, 'who looks has a name');
select howdah.act_as('rev', 'acme');
select results_eq(
  $$select r.seq, r.is_shown, r.role, r.content, r.model, r.prompt_version, r.user_id
      from c, howdah.review_conversation(c.id) as r$$,
  $$values (1::bigint, true, 'user', 'How long do refunds take?', null, null::integer, 'ann'),
    (2, false, 'assistant', 'Five days [1].', 'local/local-chat', 1, 'ann'),
    (3, true, 'assistant', 'Six days.', 'local/local-chat', 1, 'ann')$$,
  'all that was said, also what its user no longer sees'
);
select is(pg_temp.noted(), 1::bigint, 'one look leaves one row');
select results_eq(
  $$select r.sources #>> '{0,source}', r.sources #>> '{0,content}', r.sources #>> '{0,is_cited}', r.reasons,
      r.scores #>> '{0,comment}'
      from c, howdah.review_conversation(c.id) as r where r.seq = 2$$,
  $$values ('refunds.md', 'Refunds take five days.', 'true', '{complaint}'::text[], 'Wrong.')$$,
  'with the text of the sources, what is against it and who said so'
);
select is(howdah.message_lineage(id) ->> 'user_id', 'ann', 'lineage is for a reviewer') from a;
select isnt(howdah.message_request(id), null, 'so is what the model was sent') from a;
select isnt_empty('select t.seq from a, howdah.message_trace(a.id) as t', 'and each call');
select is(pg_temp.noted(), 5::bigint, 'each of these leaves a row');
select throws_ok('select howdah.review_conversation(gen_random_uuid())', 'PT404', null, 'what is not there is not');
select throws_ok('select howdah.review_conversation(null)', '22004', null, 'a conversation is required');
select throws_ok('select * from c, howdah.conversation_messages(c.id)', '42501', null, 'nothing else of chats is');
select howdah.act_as('rev', 'beta');
select throws_ok('select howdah.review_conversation(id) from c', 'PT404', null, 'not of another tenant');
select throws_ok('select howdah.message_lineage(id) from a', 'PT404', null, 'lineage neither');
select throws_ok('select howdah.score_answer(id, 1, null) from a', 'PT404', null, 'nor is it scored');
select howdah.act_as('ann', 'acme');
select lives_ok('select * from c, howdah.review_conversation(c.id)', 'one''s own');
select is(pg_temp.noted(), 5::bigint, 'is no look at somebody');

-- Whatever the setting says; what is rolled back leaves nothing.
reset role;
select howdah.set_setting('access_log', 'off');
set local role howdah_reviewer;
select howdah.act_as('rev', 'acme');
select lives_ok('select * from c, howdah.review_conversation(c.id)', 'with access_log off');
reset role;
select howdah.set_setting('access_log', 'required');
set local role howdah_reviewer;
select lives_ok('select * from c, howdah.review_conversation(c.id)', 'and required');
select is(pg_temp.noted(), 7::bigint, 'looks are noted');
set local role howdah_admin;
select is(howdah.message_lineage(id) ->> 'user_id', 'ann', 'lineage is for an administrator too') from a;
select is(pg_temp.noted(), 8::bigint, 'and noted');
select results_eq(
  $$select source, found_count, cited_count from howdah.documents_of_user('rev')$$,
  $$values ('refunds.md', 8::bigint, 0::bigint)$$, 'the documents of a reviewer are those that were shown in reviews'
);
select is((select sum(r.found_count) from d, howdah.readers_of_document(d.id) as r where user_id = 'rev'), 8::numeric,
  'whom the document knows as a reader');
-- Forgotten: the reviewer, then who was reviewed.
set local role howdah_reviewer;
select howdah.score_answer(id, -1, 'rubric 1', comment => 'Said by rev.') from a;
set local role howdah_admin;
select howdah.forget_user('rev', dry_run => false);
reset role;
select is((select count(*) from howdah.feedback where scored_by = 'rev' or rater = 'rubric 1'), 0::bigint,
  'a forgotten reviewer leaves no words');
select is(pg_temp.noted(), 8::bigint, 'that somebody looked stays');
select howdah.forget_user('ann', dry_run => false);
select is((select count(*) from howdah.access_log as l, c where l.conversation_id = c.id and l.query_hash is not null),
  0::bigint, 'and nothing of what was said');
select throws_ok('select howdah.review_conversation(id) from c', 'PT404', null, 'it is gone for the reviewer');
select * from finish();
rollback;
