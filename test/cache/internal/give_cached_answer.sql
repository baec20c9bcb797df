begin;
select plan(5);
create function pg_temp.put(key bytea, tenant text, scope text, expires interval default '1 hour',
  who text default 'ann') returns void language sql as $$
  insert into howdah_internal.llm_cache (tenant_id, key, scope, user_id, model_id, response, cost_cents, expires_at)
  select tenant, put.key, put.scope, who, m.id, tenant || ' says', 0.5, howdah.clock() + expires
    from howdah.models as m where m.name = 'local-chat'
$$;
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
create temp table a as select n, howdah.send_message(howdah.start_conversation(collection => null), 'How?') as id
  from generate_series(1, 3) as n;

select pg_temp.put('\x01', 'acme', 'user');
create temp table j as select c.job_id, c.token, q.message_id
  from howdah.claim_jobs('w', '{local/local-chat/interactive}') as c, howdah_internal.jobs as q where q.id = c.job_id;
select howdah_internal.give_cached_answer(m, e, j.job_id, j.token)
  from j, howdah.messages as m, howdah_internal.llm_cache as e where m.id = j.message_id;
select is((select (status, content, cached, cost_cents::float8, finish_reason)::text from howdah.messages
  where id = (select message_id from j)),
  '(complete,"acme says",t,0,stop)', 'the message is complete');
select is((select (message_id = (select message_id from j), saved_cents::float8)::text
  from howdah.llm_usage), '(t,0.5)', 'its usage is recorded');
select is((select outcome from howdah_internal.jobs_done), 'done', 'its job is finished');
select is((select count(*) from howdah.messages where status = 'complete' and role = 'assistant'), 1::bigint,
  'no other message is touched');
set local role howdah_app;
select throws_ok($$select howdah_internal.give_cached_answer(null, null, 1, 1)$$, '42501', null,
  'an application may not');
select * from finish();
rollback;
