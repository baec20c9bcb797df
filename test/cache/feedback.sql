begin;
select plan(6);
select howdah.act_as('ann');
create function pg_temp.ask(answer text default null) returns uuid language plpgsql as $$
declare
  v_id uuid := howdah.send_message(howdah.start_conversation(collection => null), 'How long?');
  j record;
  s jsonb;
begin
  select * into j from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  s := howdah_test.chat_step(j.job_id, j.token);
  if s is not null then
    perform howdah.next_step(j.job_id, j.token, howdah_test.outcome(s, answer, facts => '{"input_tokens": 9}'));
  end if;
  return v_id;
end $$;
create temp table a as select pg_temp.ask('Nine.') as bad;
create temp table b as select pg_temp.ask('never') as again;
select is((select content from howdah.messages join b on id = again), 'Nine.', 'an equal question has the same answer');
select ok(howdah.give_feedback(again, 0.5), 'a good score') from b;
select is((select count(*) from howdah_internal.llm_cache), 1::bigint, 'keeps it');
select howdah.give_feedback(again, -1) from b;
select is((select count(*) from howdah_internal.llm_cache), 0::bigint, 'a bad one ends it');
create temp table c as select pg_temp.ask('Five.') as better;
select is((select content from howdah.messages join c on id = better), 'Five.', 'it is asked for anew');
select howdah.give_feedback(bad, -1) from a;
select is((select count(*) from howdah_internal.llm_cache), 1::bigint, 'a score of the old one leaves the new one');
select * from finish();
rollback;
