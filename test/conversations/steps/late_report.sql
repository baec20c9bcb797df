begin;
select plan(5);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 100, "output": 400}]');
select howdah.act_as('ann', 'acme');
select howdah.set_budget('tenant', 1000);
select howdah.set_rate_limit('user', 5, 'concurrent');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create temp table c as select job_id, token from howdah.claim_jobs('w1', '{local/local-chat/interactive}');
create temp table s as select howdah.next_step(job_id, token) as step from c;
select howdah_test.set_time('2026-03-01 12:01:01Z');
select howdah.reap_jobs();
create temp table d as select job_id, token from howdah.claim_jobs('w2', '{local/local-chat/interactive}');
create temp table t as select howdah.next_step(job_id, token) as step from d;

create function pg_temp.held() returns text language sql as $$
  select concat_ws(' ', (select trim_scale(sum(w.reserved_cents)) from howdah_internal.budget_windows as w),
    (select sum(s.reserved) from howdah_internal.rate_state as s),
    (select trim_scale(r.amount_cents) from howdah_internal.reservations as r join a using (id))) $$;
create temp table h as select pg_temp.held() as held;
select matches((select held from h), '^0\.\d+ 1 0\.\d+$', 'the second call holds money and a slot');
select is(howdah.next_step(c.job_id, c.token, howdah_test.outcome(s.step, 'Late.', facts =>
  '{"usage": {"input_tokens": 40, "output_tokens": 10}}')), null, 'the first is reported late') from c, s;
select is(pg_temp.held(), held, 'which gives nothing back of what the second holds') from h;
select howdah.next_step(d.job_id, d.token, howdah_test.outcome(t.step, 'Five days.', facts =>
  '{"usage": {"input_tokens": 40, "output_tokens": 10}}')) from d, t;
select is(pg_temp.held(), '0 0', 'it goes back with its own end');
select is((select trim_scale(sum(w.spent_cents)) from howdah_internal.budget_windows as w), 0.016, 'both are spent');
select * from finish();
rollback;
