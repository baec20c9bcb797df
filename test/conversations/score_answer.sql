begin;
select plan(15);
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create temp table q as select parent_id as id from howdah.messages join a using (id);
grant select on a, q to public;
set local role howdah_app;
select throws_ok($$select howdah.score_answer(id, 1, 'mine') from a$$, '42501', null,
  'a user may not judge in the name of a rule');
select howdah.act_as(null, 'acme');
select lives_ok($$select howdah.score_answer(id, 1, 'helpful-v1') from a$$, 'the application itself may');
select howdah.score_answer(id, -1, 'has-source', 'rule', 'no source') from a;
select howdah.score_answer(id, 0.5, 'helpful-v1') from a;
reset role;
select results_eq('select rater_kind, rater, score, comment from howdah.feedback order by 1',
  $$values ('judge', 'helpful-v1', 0.5, null), ('rule', 'has-source', -1, 'no source')$$,
    'each has one score, the last it gave');
set local role howdah_app;
select throws_ok($$select howdah.score_answer(id, 1, 'ann', 'user') from a$$, '22023', null,
  'nobody scores in the name of a user');
select throws_ok($$select howdah.score_answer(id, 1, ' ') from a$$, '22023', null, 'the judge has a name');
select throws_ok($$select howdah.score_answer(id, 1, null) from a$$, '22004', null, 'it is required');
select throws_ok($$select howdah.score_answer(id, 1, repeat('x', 201)) from a$$, '22001', null, 'and a short one');
select throws_ok($$select howdah.score_answer(id, 'NaN', 'j') from a$$, '22023', null,
  'a score that is no number is refused');
select throws_ok($$select howdah.score_answer(id, null, 'j') from a$$, '22004', null, 'a missing one too');
select throws_ok($$select howdah.score_answer(id, 1, 'j') from q$$, 'PT404', null, 'a question cannot be scored');
select howdah.act_as(null, 'beta');
select throws_ok($$select howdah.score_answer(id, 1, 'j') from a$$, 'PT404', null, 'nor an answer of another tenant');
select howdah.act_as('ann', 'acme');
select is_empty('select * from howdah.feedback', 'a user does not see what a judge says');
set local request.jwt.claims = '{"tenant_id": "acme"}';
select throws_ok($$select howdah.score_answer(id, 1, 'j') from a$$, '42501', null,
  'claims without a user are no application');
set local request.jwt.claims = '';
set local role howdah_admin;
select howdah.act_as(null, 'acme');
select lives_ok($$select howdah.score_answer(id, 0, 'helpful-v2') from a$$, 'an administrator may');
set local role howdah_worker;
select throws_ok($$select howdah.score_answer(null, 1, 'j')$$, '42501', null, 'a worker may not');
select * from finish();
rollback;
