begin;
select plan(7);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.register_model('p', 'other', 'chat');
create temp table a as select howdah.send_message(howdah.start_conversation(), 'How long?') as id;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table s as select howdah.next_step(job_id, token) as step from j;
select howdah.set_budget('tenant', null, 'day'), howdah.set_budget('feature', null, 'day', 'question'),
  howdah.set_budget('feature', null, 'day', 'answer'), howdah.set_budget('model', null, 'day', 'local/local-embedding'),
  howdah.set_budget('model', null, 'day', 'p/other'), howdah.set_budget('model', null, 'day', 'local/local-chat'),
  howdah.set_budget('user', null, 'day', 'bob');
select howdah.set_rate_limit('user', 5, 'concurrent');
create function pg_temp.locked(model text default 'p/other') returns text language plpgsql as $$
begin
  perform howdah_internal.lock_step_holds(m, howdah_internal.find_model(locked.model, null))
     from howdah.messages as m join a using (id);
  return concat_ws(' | ',
    (select string_agg(b.subject, ' ' order by b.budget_id) from howdah_internal.budget_windows as b),
    (select string_agg(r.subject, ' ') from howdah_internal.rate_state as r));
end $$;

select is(pg_temp.locked(), '', 'while a call is under way there is nothing to lock');
update howdah_internal.message_steps set status = 'refused';
select is(pg_temp.locked(), '', 'nor where a call was refused');
update howdah_internal.message_steps set status = 'done', is_billed = true;
select is(pg_temp.locked(), '', 'nor where it is billed');
update howdah_internal.message_steps set is_billed = false;
select is(pg_temp.locked(), 'acme question answer local/local-embedding p/other | ann',
  'one that is to be billed locks its own limits and budgets, and those of the call that comes');
select is(pg_temp.locked('local/local-chat'),
  'acme question answer local/local-embedding p/other local/local-chat | ann',
  'as many as there are');
select is((select array[sum(w.spent_cents + w.reserved_cents), (select sum(r.reserved + r.used) from
  howdah_internal.rate_state as r)]::float[] from howdah_internal.budget_windows as w), '{0,0}', 'and counts nothing');
set local role howdah_app;
select throws_ok('select howdah_internal.lock_step_holds(null, 1)', '42501', null, 'an application may not');
select * from finish();
rollback;
