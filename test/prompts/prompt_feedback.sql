begin;
select plan(4);
select howdah.act_as('ann', 'acme');
select howdah.create_prompt_version('support', 'one');
select howdah.activate_prompt('support', 1);
create temp table a as
  select howdah.send_message(howdah.start_conversation(prompt => 'support', collection => null), n::text) as id
    from generate_series(1, 3) as n;
select howdah.give_feedback(id, (array[1, 1, -1])[row_number() over (order by id)]) from a;
select howdah.act_as(null, 'acme');
select howdah.score_answer(id, 0.5, 'helpful-v2') from a;
select howdah.score_answer(id, -1, 'has-source', 'rule') from (select id from a limit 1) as one;
select results_eq(
  $$select prompt, version, model, rater_kind, rater, scored_answers, rater_count, positive, negative,
    round(mean_score::numeric, 2) from howdah.prompt_feedback$$,
  $$values ('support', 1, 'local/local-chat', 'judge', 'helpful-v2', 3::bigint, 1::bigint, 3::bigint, 0::bigint, 0.50),
           ('support', 1, 'local/local-chat', 'rule', 'has-source', 1, 1, 0, 1, -1.00),
           ('support', 1, 'local/local-chat', 'user', null, 3, 1, 2, 1, 0.33)$$,
  'a row for all users, and for each rule and judge, by version and model');
set local role howdah_admin;
select is((select count(*) from howdah.prompt_feedback), 3::bigint, 'an administrator reads it');
select howdah.act_as(null, 'beta');
select is((select count(*) from howdah.prompt_feedback), 0::bigint, 'for the tenant only');
set local role howdah_app;
select throws_ok('select * from howdah.prompt_feedback', '42501', null, 'an application may not');
select * from finish();
rollback;
