begin;
select plan(23);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'm', 'chat');
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.set_setting('default_chat_model', 'p/m');
select howdah.register_worker('w', '1', version, '{p}') from howdah.schema_version();
select howdah.act_as('ann', 'acme');
select howdah.activate_prompt('kind', howdah.create_prompt_version('kind', 'Be kind.'));
create temp table place as select howdah.start_conversation(prompt => 'kind') as id;
create function pg_temp.ask() returns uuid language sql as $$ select howdah.send_message(id, 'Why?') from place $$;
create function pg_temp.refusal() returns jsonb language plpgsql as $$
declare v_detail text; v_code text;
begin
  perform pg_temp.ask();
  return null;
exception when others then
  get stacked diagnostics v_detail = pg_exception_detail, v_code = returned_sqlstate;
  return v_detail::jsonb || jsonb_build_object('code', v_code);
end $$;
create function pg_temp.money() returns text language sql as $$
  select format('%s %s', trim_scale(sum(spent_cents)), trim_scale(sum(reserved_cents)))
    from howdah_internal.budget_windows $$;

select isnt(pg_temp.ask(), null, 'without limits a question is let in');
select is_empty('select from howdah_internal.reservations', 'and holds nothing');
select howdah_internal.finish_jobs(array(select id from howdah_internal.jobs), null, 'cancelled');

select howdah.set_budget('tenant', 5000, 'day');
create temp table first as select pg_temp.ask() as id;
select is((select (r.id = f.id, r.feature, r.amount_cents)::text from howdah_internal.reservations as r, first as f),
  '(t,kind,2018.0000000000)',
  'the reservation of an answer has the id of its message: prompt, question, a thousand for what is found, the answer');
create temp table second as select pg_temp.ask() as id;
select is(pg_temp.refusal(),
  '{"code": "PT402", "reason": "budget", "scope": "tenant", "unit": "cents", "period": "day", "retry_after": 1}',
  'a budget without room refuses with PT402, DETAIL as JSON');
select is((select count(*) from howdah.messages where role = 'assistant'), 3::bigint,
  'a refused question leaves nothing');

select howdah.cancel_message((select id from second));
select is(pg_temp.money(), '0 2018', 'a cancelled answer gives back what it holds');
create temp table job as select * from howdah.claim_jobs('w');
select howdah.release_jobs(array[job_id], token) from job;
select is(pg_temp.money(), '0 2018', 'one whose job goes back to wait holds it on');
truncate job;
insert into job select * from howdah.claim_jobs('w');
create temp table step as select howdah.next_step(job_id, token) as s from job;
select is(pg_temp.money(), '0 1030', 'when it is called its request is known, and held exactly');
select howdah.next_step(job_id, token, howdah_test.failure(s, 'connection', '{"input_tokens": 30, "output_tokens": 0}'))
  from job, step;
select is(pg_temp.money(), '30 0', 'a call that failed counts what it used, and the next is let in anew');
update howdah_internal.jobs set run_after = howdah.clock();
truncate job, step;
insert into job select * from howdah.claim_jobs('w');
insert into step select howdah.next_step(job_id, token) from job;
select is(pg_temp.money(), '30 1030', 'as much as before');
select howdah.next_step(job_id, token, howdah_test.outcome(s, 'So.', facts =>
  '{"input_tokens": 30, "output_tokens": 12}')) from job, step;
select is(pg_temp.money(), '72 0', 'storing the answer settles');
select is_empty('select from howdah_internal.reservations', 'nothing is held any more');

create temp table third as select pg_temp.ask() as id;
truncate job;
insert into job select * from howdah.claim_jobs('w');
select howdah.fail_jobs(array[job_id], token, 'bad_request', http_status => 400) from job;
select is(pg_temp.money(), '72 0', 'a failed answer gives back');
create temp table fourth as select pg_temp.ask() as id;
select howdah_test.set_time('2026-03-01 12:10Z');
select howdah_internal.expire_jobs();
select is(pg_temp.money(), '72 0', 'so does one whose deadline passes');

create temp table again as select howdah.regenerate((select id from first)) as id;
select is((select r.id from howdah_internal.reservations as r), (select id from again),
  'an answer asked for again has its own reservation');
select howdah.cancel_message((select id from again));
create temp table shot as select howdah.run_prompt('kind') as id;
select is((select r.id from howdah_internal.reservations as r), (select id from shot),
  'so has a prompt that is run once');
select howdah.set_budget('tenant', 2100, 'day');
select throws_ok($$select howdah.regenerate((select id from first))$$, 'PT402', 'the budget is used up',
  'both are refused');
select throws_ok($$select howdah.run_prompt('kind')$$, 'PT402', 'the budget is used up', 'without room');
select howdah.set_budget('tenant', 5000, 'day');
select howdah.cancel_message((select id from shot));

select howdah.set_rate_limit('user', 6, burst => 1);
select pg_temp.ask();
select is(pg_temp.refusal(),
  '{"code": "PT429", "reason": "rate_limit", "scope": "user", "unit": "requests", "period": "minute",
    "retry_after": 10}',
  'a rate refuses with PT429');
select howdah_test.set_time('2026-03-01 12:10:10Z');
select is(pg_temp.refusal(), null, 'when retry_after is obeyed it is let in');
select howdah.set_rate_limit('user', 0);
select is(pg_temp.refusal() -> 'retry_after', 'null', 'of what never opens retry_after is null');
select cmp_ok((select last_value from howdah.refused_calls_seq), '>=', 3::bigint,
  'refusals are counted though they roll back');
set local role howdah_app;
select throws_ok('select howdah_internal.admit_message(''acme'', ''ann'', gen_random_uuid(), 1, ''x'', 1)', '42501',
  null,
  'an application may not call it itself');
select * from finish();
rollback;
