begin;
select plan(5);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
create temp table a (n integer, id uuid, job_id bigint);
create function pg_temp.ask(n integer, status text, tenant text default 'acme') returns void language plpgsql as $$
declare
  v_id uuid;
begin
  perform howdah.act_as('ann', tenant);
  v_id := howdah.send_message(howdah.start_conversation(collection => null), 'How long, ' || ask.n || '?');
  insert into a select ask.n, v_id, j.id from howdah_internal.jobs as j where j.message_id = v_id;
  insert into howdah_internal.message_steps (tenant_id, message_id, seq, kind, call, model_id, status, facts)
  values (tenant, v_id, 1, 'answer', 'chat', howdah_internal.default_model('chat'), ask.status, '{"input_tokens": 5}');
end $$;
create function pg_temp.billed() returns text language sql as $$
  select string_agg(a.n::text, ' ' order by a.n) from howdah.llm_usage as u join a on a.id = u.call_id $$;

select pg_temp.ask(1, 'failed'), pg_temp.ask(2, 'crashed', 'other'), pg_temp.ask(3, 'calling'),
  pg_temp.ask(4, 'refused'), pg_temp.ask(5, 'done');
select howdah_internal.bill_messages(array(select job_id from a where n < 5) || howdah.enqueue('own', '{}'));
select is(pg_temp.billed(), '1 2', 'what has ended of these messages is billed, of whatever tenant');
select is((select count(*) from howdah_internal.message_steps where is_billed), 2::bigint, 'and noted');
select howdah_internal.bill_messages(array(select job_id from a));
select is(pg_temp.billed(), '1 2 5', 'the others when their turn comes');
select lives_ok($$select howdah_internal.bill_messages('{}')$$, 'no jobs have nothing to bill');
set local role howdah_app;
select throws_ok($$select howdah_internal.bill_messages('{1}')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
