begin;
select plan(14);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 2000000}]');
select howdah.set_price('local', 'local-embedding', '2026-01-01Z', '[{"input": 1000000}]');
select howdah.set_budget('tenant', 1000000, 'day');
create temp table a (n integer, id uuid, job_id bigint, token bigint, step jsonb);
-- A call for an answer under way, or that for the vector of its question.
create function pg_temp.call(n integer, collection text default null) returns void language sql as $$
  with sent as (
    select howdah.send_message(howdah.start_conversation(collection => call.collection), 'How long, ' || n || '?') as id
  ), claimed as materialized (
    select s.id, j.* from sent as s, howdah.claim_jobs('w', '{local/local-chat/interactive}')
    as j where s.id is not null)
  insert into a select call.n, c.id, c.job_id, c.token, howdah.next_step(c.job_id, c.token) from claimed as c $$;
create function pg_temp.lose(n integer, status text, error_code text default null) returns text language sql as $$
  select howdah_internal.estimate_lost_steps(array[a.job_id], lose.status, lose.error_code) from a where a.n = lose.n;
  select howdah_internal.bill_messages(array[a.job_id]) from a where a.n = lose.n;
  select concat_ws(' ', s.status, '|', u.kind, u.status, u.error_code, s.input_tokens = u.input_tokens, u.output_tokens,
    case when u.is_estimated then 'estimated' end, u.cost_cents = u.input_tokens + coalesce(u.output_tokens, 0) * 2)
    from a join howdah_internal.message_steps as s on s.message_id = a.id
    left join howdah.llm_usage as u on u.call_id = a.id and u.attempt = s.seq where a.n = lose.n $$;

select pg_temp.call(1);
select howdah.append_partial(job_id, token, 0, 'Five days and') from a;
select is(pg_temp.lose(1, 'crashed'), 'crashed | chat failed crashed t 3 estimated t',
  'a call whose worker died used what was sent, and what was seen of its answer');
select is((select sum(w.reserved_cents) from howdah_internal.budget_windows as w), 0::numeric, 'its hold is settled');
select is(pg_temp.lose(1, 'cancelled'), 'crashed | chat failed crashed t 3 estimated t', 'once');
select pg_temp.call(2, 'default');
select is(pg_temp.lose(2, 'crashed'), 'crashed | embedding failed crashed t estimated t',
  'a vector that did not come used what was sent');
select pg_temp.call(3);
select is(pg_temp.lose(3, 'cancelled'), 'cancelled | chat cancelled cancelled t 0 estimated t',
  'a call that nobody waits for any more is cancelled');
select pg_temp.call(4);
select is(pg_temp.lose(4, 'failed', 'timeout'), 'failed | chat failed timeout f 0 t',
  'of one that is said to have failed without a word nothing was used');
select pg_temp.call(5);
select howdah.append_partial(job_id, token, 0, 'Five') from a where n = 5;
select is(pg_temp.lose(5, 'failed', 'connection'), 'failed | chat failed connection t 2 estimated t',
  'of one that had begun there was');
select pg_temp.call(6), pg_temp.call(7);
select howdah_internal.estimate_lost_steps(array(select job_id from a where n > 5), 'crashed');
select is((select array_agg(s.status) from howdah_internal.message_steps as s join a on a.id = s.message_id
  where n > 5),
  '{crashed,crashed}', 'many at once');
create temp table before as select count(*) as n from howdah.llm_usage;
select howdah_internal.estimate_lost_steps(array[-1, howdah.enqueue('own', '{}')], 'crashed');
select is((select count(*) from howdah.llm_usage), n, 'a job without a call loses none') from before;
select howdah_internal.bill_messages(array(select job_id from a));
select howdah_internal.record_late_step(howdah_test.outcome(step, 'Five days.', facts =>
  '{"input_tokens": 9, "output_tokens": 3}')) from a where n = 6;
select is((select (s.status, u.status, u.output_tokens, u.is_estimated)::text from howdah_internal.message_steps as s
  join a on a.id = s.message_id join howdah.llm_usage as u on u.call_id = a.id where n = 6), '(crashed,ok,3,f)',
  'what is reported after all takes the place of the estimate');
select is(pg_temp.lose(6, 'crashed'), 'crashed | chat ok f 3 t', 'and no estimate that of a report');
set local role howdah_app;
select throws_ok($$select howdah_internal.estimate_lost_steps('{1}', 'crashed')$$, '42501', null,
  'an application may not');
select * from finish();
rollback;
