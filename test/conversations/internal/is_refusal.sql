begin;
select plan(9);
select ok(howdah_internal.is_refusal(a.text), 'refused: ' || a.text)
  from unnest(array['The sources do not hold the answer.', 'I''m sorry, but I cannot help with that.', 'I don''t know.',
    '(local) The sources say nothing about this.']) as a (text);
select ok(not howdah_internal.is_refusal(a.text), 'answered: ' || a.text)
  from unnest(array['Five working days.', 'Yes.']) as a (text);
select howdah.set_setting('refusal_pattern', '^leider');
select ok(howdah_internal.is_refusal('Leider steht das nicht in den Quellen.'), 'the pattern is a setting');
select howdah.act_as('ann');
create temp table m as select howdah.send_message(howdah.start_conversation(collection => null), 'Hi') as id;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah_test.answer(job_id, token, 'Leider nein.') from j;
select ok((select is_refusal from howdah.messages where id = (select id from m)),
  'an answer is marked when it is stored');
select is((select sum(refused_answers) from howdah.refused_answers), 1::numeric, 'and counted');
select * from finish();
rollback;
