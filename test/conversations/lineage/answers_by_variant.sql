begin;
select plan(8);
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
-- Asks, and answers at once.
create function pg_temp.ask(who text, question text, prompt text default null) returns uuid language plpgsql as $$
declare a uuid; j record;
begin
  perform howdah.act_as(who, 'acme');
  a := howdah.send_message(howdah.start_conversation(prompt => prompt), question);
  select * into j from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  perform howdah_test.answer(j.job_id, j.token, 'As it says [1].',
    facts => '{"input_tokens": 1000, "output_tokens": 100}');
  return a;
end $$;
select howdah.act_as(null, 'acme');
select howdah.create_prompt_version('support', text) from unnest(array['One.', 'Two.']) as text;
select howdah.activate_prompt('support', 1);
create temp table e as select howdah.start_experiment('support', '{"1": 1, "2": 1}') as id;
create temp table a as select n, pg_temp.ask('user ' || n, 'How?', 'support') as id from generate_series(1, 20) as n;
select howdah.act_as(null, 'acme');
select howdah.ramp_experiment('support', '{"1": 1, "2": 99}');
insert into a select 100 + n, pg_temp.ask('user ' || n, 'And then?', 'support') from generate_series(1, 20) as n;
grant select on a, e to public;
set local role howdah_admin;
select howdah.act_as(null, 'acme');
select set_eq('select x.message_id from e, howdah.answers_by_variant(e.id) as x', 'select id from a',
  'every answer of the experiment');
select ok((select bool_and(x.unit_id = x.user_id) and count(*) = 20 from e,
  howdah.answers_by_variant(e.id) as x join a on a.id = x.message_id where n < 100 and is_counted),
  'with its unit; before a ramp all count');
reset role;
select set_eq('select x.message_id from e, howdah.answers_by_variant(e.id, 2) as x where not is_counted', $$
  select l.id from a as l join howdah.messages as m on m.id = l.id join howdah.prompt_versions as v
    on v.id = m.prompt_version_id
    join a as f on f.n = l.n - 100 join howdah.messages as fm on fm.id = f.id join howdah.prompt_versions as fv
      on fv.id = fm.prompt_version_id
   where fv.version = 1 and v.version = 2$$, 'of a version those whose user saw the other first are not counted');
set local role howdah_admin;
select throws_ok('select howdah.answers_by_variant(id, 3) from e', 'PT404', null, 'an unknown version is told of');
select throws_ok('select howdah.answers_by_variant(-1)', 'PT404', null, 'so is an experiment');
select throws_ok('select howdah.answers_by_variant(null)', '22004', null, 'one is required');
select howdah.act_as(null, 'beta');
select throws_ok('select howdah.answers_by_variant(id) from e', 'PT404', null, 'another tenant''s is unknown');
set local role howdah_app;
select throws_ok('select howdah.answers_by_variant(1)', '42501', null, 'an application may not');
select * from finish();
rollback;
