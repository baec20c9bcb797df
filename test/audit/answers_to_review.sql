begin;
select plan(25);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.create_collection('bare');
create temp table a (name text primary key, id uuid);
grant select on a to public;
-- Asks, a minute after the one before, and answers.
create function pg_temp.ask(name text, question text, answer text, collection text default 'default') returns void
language plpgsql as $$
begin
  perform howdah_test.set_time(howdah.now() + interval '1 minute');
  insert into a select ask.name, howdah.send_message(
    howdah.start_conversation(collection => ask.collection), ask.question);
  perform howdah_test.answer(j.job_id, j.token, ask.answer)
    from howdah.claim_jobs('w', '{local/local-chat/interactive}') as j;
end $$;
select pg_temp.ask('good', 'How long do refunds take?', 'Five days [1].');
select pg_temp.ask('loose', 'How long does a refund take?', 'Five days, I am sure.');
select pg_temp.ask('empty', 'What of zebras?', 'They have stripes.', 'bare');
select pg_temp.ask('plain', 'Hello?', 'Hello.', null);
select pg_temp.ask('refused', 'Who won?', 'I do not know.', null);
select pg_temp.ask('failed', 'And then?', '', null);
select pg_temp.ask('judged', 'Is it so?', 'It is.', null);
select howdah.give_feedback(id, -1, 'This is wrong.') from a where name = 'good';
select howdah.act_as(null, 'acme');
select howdah.score_answer(id, -0.5, 'helpful-v2') from a where name in ('judged', 'good');
select howdah.act_as('cid', 'beta');
select howdah.give_feedback(howdah.send_message(howdah.start_conversation(collection => null), 'Beta?'), -1, 'Bad');
create function pg_temp.noted() returns bigint language sql security definer as $$
  select count(*) from howdah.access_log where function = 'review' $$;

set local role howdah_reviewer;
select howdah.act_as(null, 'acme');
select throws_ok('select howdah.answers_to_review()', '28000', null, 'who looks has a name');
select howdah.act_as('rev', 'acme');
select results_eq(
  $$select a.name, r.reasons from howdah.answers_to_review() as r left join a on a.id = r.message_id
     order by r.created_at desc$$,
  $$values ('judged', '{low_score}'::text[]), ('failed', '{error}'), ('refused', '{refusal}'),
    ('empty', '{nothing_found}'), ('loose', '{ungrounded}'), ('good', '{complaint,low_score}')$$,
  'what has something against it, the newest first, of the own tenant'
);
select is(pg_temp.noted(), 6::bigint, 'each answer that is shown leaves a row');
select results_eq(
  $$select question, answer, user_id, model, prompt, prompt_version, score, comment, is_reviewed
      from howdah.answers_to_review('complaint')$$,
  $$values ('How long do refunds take?', 'Five days [1].', 'ann', 'local/local-chat', 'answer', 1, -1::numeric,
      'This is wrong.', false)$$,
  'with question, answer, who asked, what answered and the worst score'
);
select is((select array_agg(a.name order by r.created_at desc)
  from howdah.answers_to_review(reason) as r join a on a.id = r.message_id), names,
  'the reason ' || reason)
  from (values ('low_score', '{judged,good}'::text[]), ('refusal', '{refused}'), ('error', '{failed}'),
    ('nothing_found', '{empty}'), ('ungrounded', '{loose}'),
    ('*', '{judged,failed,refused,plain,empty,loose,good}')) as v (reason, names);
select is((select error_code from howdah.answers_to_review('error')), 'empty_answer', 'what failed says why');
select is((select count(*) from howdah.answers_to_review(match_count => 2)), 2::bigint, 'at most match_count');
select is((select array_agg(a.name order by r.created_at desc) from howdah.answers_to_review(
  since => '2026-03-01 12:02Z', until => '2026-03-01 12:04Z') as r join a on a.id = r.message_id), '{empty,loose}',
  'from since to before until');
select is((select count(*) from howdah.answers_to_review(asked_by => 'bob')), 0::bigint, 'of one user');
select throws_ok($$select howdah.answers_to_review('ugly')$$, '22023', null, 'a reason that there is not is refused');
select throws_ok($$select howdah.answers_to_review(match_count => 501)$$, '22023', null, 'so are too many');
-- The reviewer's own score.
select ok(howdah.score_answer(id, -1, null, comment => 'Nonsense.'), 'a reviewer scores') from a where name = 'loose';
select results_eq($$select reasons, score, comment, is_reviewed from howdah.answers_to_review('ungrounded')$$,
  $$values ('{low_score,ungrounded}'::text[], -1::numeric, 'Nonsense.', true)$$, 'which the list shows');
select throws_ok($$select howdah.score_answer(id, 1, 'helpful-v2') from a where name = 'judged'$$, 'PT409', null,
  'not over the score of somebody else');
select howdah.act_as(null, 'acme');
select throws_ok($$select howdah.score_answer(id, 1, null) from a where name = 'judged'$$, '28000', null,
  'nor without a name');
select howdah.act_as('ann', 'acme');
select throws_ok($$select howdah.score_answer(id, 1, null) from a where name = 'judged'$$, 'PT404', null,
  'nor what was answered to the reviewer');
select throws_ok('select content from howdah.messages', '42501', null, 'a reviewer reads no table');
select throws_ok($$select howdah.give_feedback(id, 1) from a$$, '42501', null, 'and gives no feedback of users');
set local role howdah_admin;
select throws_ok('select howdah.answers_to_review()', '42501', null, 'it is not for administrators');
set local role howdah_app;
select throws_ok('select howdah.answers_to_review()', '42501', null, 'nor for applications');
select * from finish();
rollback;
