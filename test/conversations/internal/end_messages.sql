begin;
select plan(13);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
create temp table a (n integer, id uuid, job_id bigint, token bigint);
create function pg_temp.ask(n integer) returns void language plpgsql as $$
declare
  v_id uuid;
  v_job record;
begin
  v_id := howdah.send_message(howdah.start_conversation(collection => null), 'How long, ' || ask.n || '?');
  select * into v_job from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  perform howdah.next_step(v_job.job_id, v_job.token);
  insert into a values (ask.n, v_id, v_job.job_id, v_job.token);
end $$;
create function pg_temp.ends(n integer, status text, code text default null, message text default null) returns text
  language sql as $$
  select howdah_internal.end_messages(array[a.job_id], status, code, message) from a where a.n = ends.n;
  select concat_ws(' ', m.status, m.error_code, m.error_message, nullif(m.content, ''), trim_scale(m.cost_cents))
    from howdah.messages as m join a using (id) where a.n = ends.n $$;
select pg_temp.ask(n) from generate_series(1, 6) as n;
select howdah.append_partial(job_id, token, 0, 'Five') from a where n in (1, 2);
insert into howdah.llm_usage (tenant_id, call_id, attempt, created_at, message_id, kind, feature, provider, model,
  cost_cents)
select 'acme', id, 1, howdah.now(), id, 'chat', 'answer', 'p', 'm', 0.5 from a where n = 1;

select howdah_test.set_time('2026-03-01 12:00:09Z');
select is(pg_temp.ends(1, 'failed', 'timeout', 'no answer'), 'failed timeout no answer Five 0.5',
  'a message ends with why, what was written of it, and what it cost');
select is((select completed_at from howdah.messages join a using (id) where n = 1), '2026-03-01 12:00:09Z', 'now');
select is(pg_temp.ends(1, 'failed', 'other', 'again'), 'failed timeout no answer Five 0.5', 'once');
select is(pg_temp.ends(2, 'cancelled'), 'cancelled Five', 'one that is cancelled has not failed');
update howdah_internal.message_steps as s set status = 'failed', error_message = 'the stream was cut'
  from a where a.id = s.message_id and a.n = 3;
select is(pg_temp.ends(3, 'expired', 'expired', 'the deadline passed'),
  'expired expired the deadline passed after 1 call; last failure: the stream was cut',
  'one that has expired says what was tried');
select pg_temp.ends(4, 'failed', 'timeout', repeat('x', 600));
select is((select length(error_message) from howdah.messages join a using (id) where n = 4), 500,
  'a long reason is cut');
select howdah_internal.end_messages(array(select job_id from a where n > 4), 'failed', 'crashed', 'gone');
select is((select count(*) from howdah.messages where error_code = 'crashed'), 2::bigint, 'many at once');
select is((select count(*) from howdah.messages where role = 'user' and status = 'complete'), 6::bigint,
  'questions stay');
select lives_ok($$select howdah_internal.end_messages(array[-1, howdah.enqueue('own', '{}')], 'failed', 'x', 'x')$$,
  'a job without a message ends none');
select is((select count(*) from howdah_internal.jobs as j join a on a.job_id = j.id), 6::bigint,
  'the jobs are the caller''s affair');
set local role howdah_app;
select throws_ok($$select howdah_internal.end_messages('{1}', 'failed')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
