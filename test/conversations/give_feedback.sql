begin;
select plan(11);
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create temp table q as select parent_id as id from howdah.messages join a using (id);
grant select on a, q to public;
set local role howdah_app;
select lives_ok('select howdah.give_feedback(id, 1) from a', 'an answer is scored');
select howdah.give_feedback(id, -0.5, 'too short') from a;
select results_eq('select score, comment, rater from howdah.feedback', $$values (-0.5, 'too short', 'ann')$$,
  'a second score replaces the first');
select throws_ok('select howdah.give_feedback(id, null) from a', '22004', null, 'a missing score is refused');
select throws_ok('select howdah.give_feedback(id, 2) from a', '22023', null, 'a score above 1 is refused');
select throws_ok($$select howdah.give_feedback(id, 'NaN') from a$$, '22023', null,
  'a score that is no number is refused');
select throws_ok($$select howdah.give_feedback(id, 1, repeat('x', 10001)) from a$$, '22001', null,
  'a comment of 10,001 characters is refused');
select throws_ok('select howdah.give_feedback(id, 1) from q', 'PT404', null, 'a question cannot be scored');
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.give_feedback(id, 1) from a', 'PT404', null, 'another user may not score it');
select is_empty('select * from howdah.feedback', 'nor see the score');
select howdah.act_as(null);
select throws_ok('select howdah.give_feedback(id, 1) from a', '28000', null, 'the application needs a user');
set local role howdah_worker;
select throws_ok('select howdah.give_feedback(null, 1)', '42501', null, 'a worker may not score');
select * from finish();
rollback;
