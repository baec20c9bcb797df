begin;
select plan(17);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.set_tenant('acme');
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.set_price('local', 'local-embedding', '2026-01-01Z', '[{"input": 1000000}]');
select howdah.set_budget('tenant', 100000, 'day');
create temp table a as select howdah.send_message(howdah.start_conversation(), 'How long do refunds take?') as id;
grant select on a to public;
create function pg_temp.trace() returns text language sql as $$
  select string_agg(concat_ws(' ', t.seq, t.kind, t.call, t.model, t.status, t.error_code, t.duration_ms,
    t.input_tokens, t.output_tokens, case when t.is_estimated then 'estimated' end, trim_scale(t.cost_cents)), E'\n'
    order by t.seq) from a, howdah.message_trace(a.id) as t $$;

select is(pg_temp.trace(), null, 'before the first call there is nothing to see');
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table s as select howdah.next_step(job_id, token) as step from j;
select howdah_test.set_time('2026-03-01 12:00:02Z');
create temp table t as
  select howdah.next_step(job_id, token, howdah_test.failure(step, 'http_500', status => 500)) as step from j, s;
grant select on t to public;
set local role howdah_app;
select is(pg_temp.trace(), E'1 embed embed local/local-embedding failed http_500 2000 0 0\n'
  '2 answer chat local/local-chat calling', 'a vector that failed, and the call under way');
select is((select r.error_message from a, howdah.message_trace(a.id) as r where seq = 1), 'http_500 it was',
  'with what the provider said');
reset role;
select is((select held_cents from a, howdah.message_trace(a.id) where seq = 2),
  (select r.amount_cents from howdah_internal.reservations as r join a using (id)), 'what is held for it is shown');
select is((select retrieval_mode from howdah.messages join a using (id)), 'keyword',
  'the sources are found by keyword');
select howdah_test.set_time('2026-03-01 12:01:30Z');
select howdah.reap_jobs();
select is(pg_temp.trace(), format(E'1 embed embed local/local-embedding failed http_500 2000 0 0\n'
  '2 answer chat local/local-chat crashed crashed 88000 %s 0 estimated %1$s', s.input_tokens),
  'a lost call is an estimate') from howdah_internal.message_steps as s where seq = 2;
truncate j, s;
insert into j select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
insert into s select howdah.next_step(job_id, token) from j;
select howdah_test.set_time('2026-03-01 12:01:31Z');
select howdah.next_step(job_id, token, howdah_test.outcome(step, 'Five days.', facts =>
  '{"usage": {"prompt_tokens": 60, "completion_tokens": 3}, "response_id": "r-1"}')) from j, s;
select howdah.next_step(-1, 1, howdah_test.outcome(step, 'Five days.', facts =>
  '{"usage": {"prompt_tokens": 61, "completion_tokens": 4}}')) from t;
select is(pg_temp.trace(), E'1 embed embed local/local-embedding failed http_500 2000 0 0\n'
  '2 answer chat local/local-chat crashed 89000 61 4 65\n'
  '3 answer chat local/local-chat done 1000 60 3 63', 'till it is told of after all');
select is((select result - 'estimated_output_tokens' - 'estimated_input_tokens' from a, howdah.message_trace(a.id)
  where seq = 3), '{"usage": {"prompt_tokens": 60, "completion_tokens": 3}, "response_id": "r-1",
  "finish_reason": "stop"}', 'what came back beside the text');
set local role howdah_app;
select is((select m.request - 'provider' from a, howdah.message_trace(a.id) as m where seq = 2), step -> 'request',
  'and what was sent, word for word') from t;
reset role;
select howdah_test.set_time('2026-04-15 12:00Z');
select is((select count(request) || ' of ' || count(*) from a, howdah.message_trace(a.id)), '0 of 3',
  'after 30 days what was sent is shown no more, that it was is');

select howdah_test.set_time('2026-03-01 12:02Z');
set local role howdah_admin;
select howdah.act_as(null, 'acme');
select is((select count(*) from a, howdah.message_trace(a.id)), 3::bigint, 'an administrator sees those of the tenant');
select howdah.act_as(null, 'other');
select throws_ok('select howdah.message_trace(id) from a', 'PT404', null, 'and of no other');
set local role howdah_app;
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.message_trace(id) from a', 'PT404', null, 'another user does not find it');
select howdah.act_as(null, 'acme');
select throws_ok('select howdah.message_trace(id) from a', '28000', null, 'the application needs a user');
select howdah.act_as('ann', 'acme');
select throws_ok('select howdah.message_trace(null)', '22004', null, 'a missing message is refused');
set local role howdah_worker;
select throws_ok('select howdah.message_trace(null)', '42501', null, 'a worker may not');
set local role howdah_analyst;
select throws_ok('select howdah.message_trace(null)', '42501', null, 'nor an analyst');
select * from finish();
rollback;
