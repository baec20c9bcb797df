begin;
select plan(11);
select howdah_test.set_time('2026-03-01 12:00Z');
create function pg_temp.ask(question text, content text) returns uuid language plpgsql as $$
declare
  v_message uuid := howdah.send_message(howdah.start_conversation(), question);
  v_job record;
begin
  select * into v_job from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  if howdah_test.chat_step(v_job.job_id, v_job.token) is not null then
    perform howdah_test.answer(v_job.job_id, v_job.token, content);
  end if;
  return v_message;
end $$;
create function pg_temp.logged(message uuid) returns table (found bigint, cited bigint, is_hash boolean)
  language sql as $$
  select cardinality(a.document_ids), cardinality(a.cited_ids), a.query_hash = sha256('What of leave and pay?')
    from howdah.access_log as a where a.message_id = message and a.function = 'answer' and a.outcome = 'found'
$$;
select howdah.act_as('ann', 'acme');
select howdah.add_document('Of leave: ten days.', 'leave.md'), howdah.add_document('Of pay: monthly.', 'pay.md');
create temp table asked as select pg_temp.ask('What of leave and pay?', 'Ten days [1].') as id;
select results_eq('select * from asked, pg_temp.logged(id)', 'select id, 2::bigint, 1::bigint, true from asked',
  'an answer notes what it was given and what it cites');
update asked set id = pg_temp.ask('What of leave and pay?', 'never');
select is((select m.cached from howdah.messages as m, asked where m.id = asked.id), true, 'again, from the cache');
select results_eq('select * from asked, pg_temp.logged(id)', 'select id, 2::bigint, 1::bigint, true from asked',
  'is noted as well');
select is((select count(*) from howdah_internal.access_log_texts), 0::bigint, 'without its text');
update asked set id = pg_temp.ask('What of zebras?', 'Nothing.');
select is_empty('select from asked, pg_temp.logged(id)', 'who was given nothing has seen nothing');
select howdah.set_setting('access_log_text', 'on');
update asked set id = pg_temp.ask('What of pay?', 'Monthly [1].');
select is((select t.query from howdah_internal.access_log_texts as t), 'What of pay?', 'the text by setting');
update howdah_internal.access_log_texts set query = 'What of Bob?';
select is((select string_agg(v.check_name, ' ') from howdah.verify() as v), 'text_is_as_written', 'which is as asked');
select howdah.set_setting('access_log', 'off');
update asked set id = pg_temp.ask('What of leave?', 'Ten days [1].');
select is_empty('select from asked, pg_temp.logged(id)', 'none where the log is off');
select is((select count(*) from howdah.logged_search('leave', mode => 'keyword')), 1::bigint, 'but');
select is((select count(*) from howdah.access_log where function = 'logged_search'), 1::bigint, 'logged_search');
insert into howdah.access_log (tenant_id, created_at, function) values ('acme', '2020-01-01 12:00Z', 'x');
select is((select count(*) from howdah.doctor() as d where d.subject = 'table access_log'), 1::bigint,
  'doctor tells of rows without a partition');
select * from finish();
rollback;
