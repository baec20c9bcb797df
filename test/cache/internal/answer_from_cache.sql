begin;
select plan(17);
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.set_price('local', 'local-chat', '2021-01-01', '[{"input": 100, "output": 200}]');
create function pg_temp.ask(who text, tenant text, question text default 'How long?') returns uuid
  language plpgsql as $$
begin
  perform howdah.act_as(who, tenant);
  return howdah.send_message(howdah.start_conversation(), question);
end $$;
create function pg_temp.run(answer text, reason text default 'stop') returns text language plpgsql as $$
declare j record; s jsonb;
begin
  select * into j from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  s := howdah_test.chat_step(j.job_id, j.token);
  perform howdah.next_step(j.job_id, j.token, howdah_test.outcome(
    s, answer, reason, '{"input_tokens": 1000, "output_tokens": 100}')) where s is not null;
  return coalesce(s ->> 'call', 'done');
end $$;
select howdah.act_as('ann', 'acme');
create temp table d as select howdah.add_document('How long: five days.', 'a.md', private => false) as id;
select howdah.act_as('ann', 'beta');
select howdah.add_document('How long: five days.', 'a.md', private => false);

select pg_temp.ask('ann', 'acme');
select is(pg_temp.run('Five [1].'), 'chat', 'the first question is called for');
create temp table m as select pg_temp.ask('ann', 'acme') as id;
select is(pg_temp.run('never'), 'done', 'the second is not');
select is((select (status, content, cached, cost_cents)::text from howdah.messages join m using (id)),
  '(complete,"Five [1].",t,0.0000000000)', 'it has the same answer');
select is((select (cached, cost_cents, saved_cents)::text from howdah.llm_usage join m on message_id = m.id
  where kind = 'chat'),
  '(t,0.0000000000,0.1200000000)', 'and a usage row with what it saved');
select ok((select bool_and(is_cited) from howdah_internal.message_citations join m on message_id = m.id),
  'its source is cited');
select is(
  (select count(*) from howdah_internal.jobs where kind = 'chat') + (select count(*) from howdah_internal.reservations),
  0::bigint, 'nothing is left over');
select pg_temp.ask('ann', 'beta');
select is(pg_temp.run('Beta.'), 'chat', 'another tenant never shares it');
select pg_temp.ask('bob', 'acme');
select is(pg_temp.run('Bob.'), 'chat', 'nor another user');
select howdah.act_as('ann', 'acme');
select howdah.regenerate(id) from m;
select is(pg_temp.run('Again [1].'), 'chat', 'who asks for another answer gets one');
select howdah.add_document('How long: nine days.', 'a.md', private => false);
select is((select count(*) from howdah_internal.llm_cache where tenant_id = 'acme'), 0::bigint,
  'an edit takes all that used the document');
select pg_temp.ask('ann', 'acme');
select is(pg_temp.run('Nine', 'length'), 'chat', 'then it is called for again');
select is((select count(*) from howdah_internal.llm_cache where tenant_id = 'acme'), 0::bigint,
  'an answer that was cut off is not kept');

select howdah.set_setting('cache_scope', 'tenant');
select pg_temp.ask('ann', 'acme');
select pg_temp.run('Nine.');
select is((select scope from howdah_internal.llm_cache where tenant_id = 'acme'), 'tenant',
  'an answer may be for the whole tenant');
select pg_temp.ask('bob', 'acme');
select is(pg_temp.run('never'), 'done', 'within it, others get it when the setting says so');
update howdah_internal.llm_cache set expires_at = clock_timestamp();
select pg_temp.ask('bob', 'acme');
select is(pg_temp.run('Nine.'), 'chat', 'an expired answer is never given');
select howdah.act_as('ann', 'acme');
select howdah.add_document('How long: my own secret week.', 'p.md', private => true);
select pg_temp.ask('ann', 'acme');
select pg_temp.run('A secret week.');
select is((select scope from howdah_internal.llm_cache where response = 'A secret week.'), 'user',
  'one from a private document stays with its user');
select howdah.set_setting('cache_answers', 'off');
select pg_temp.ask('ann', 'acme');
select is(pg_temp.run('A secret week.'), 'chat', 'and it can be switched off');
select * from finish();
rollback;
