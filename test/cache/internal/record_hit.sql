begin;
select plan(5);
create function pg_temp.put(key bytea, tenant text, scope text, expires interval default '1 hour',
  who text default 'ann') returns void language sql as $$
  insert into howdah_internal.llm_cache (tenant_id, key, scope, user_id, model_id, response, cost_cents, expires_at)
  select tenant, put.key, put.scope, who, m.id, tenant || ' says', 0.5, howdah.clock() + expires
    from howdah.models as m where m.name = 'local-chat'
$$;

select howdah.act_as('ann', 'acme');
select howdah.set_budget('user', 100, 'day');
select pg_temp.put('\x01', 'acme', 'user');
create temp table call as select gen_random_uuid() as id;
select howdah_internal.record_hit(e, 'ann', call.id, 1, 'titles') from howdah_internal.llm_cache as e, call;
select is((select hit_count from howdah_internal.llm_cache), 1::bigint, 'the hit is counted');
select is((select row(u.user_id, u.kind, u.feature, u.model, u.cached, u.input_tokens, u.cost_cents::float8,
  u.saved_cents::float8)::text from howdah.llm_usage as u),
  '(ann,chat,titles,local-chat,t,0,0,0.5)', 'a row of usage with cost 0 and what it saved');
select is((select coalesce(sum(spent_cents), 0) from howdah_internal.budget_windows), 0::numeric,
  'no budget is touched');
select howdah_internal.record_hit(e, 'ann', gen_random_uuid(), 1, null) from howdah_internal.llm_cache as e;
select is((select array_agg(feature order by feature) from howdah.llm_usage), '{chat,titles}',
  'without a feature it is chat');
set local role howdah_app;
select throws_ok($$select howdah_internal.record_hit(null, 'ann', null, 1, null)$$, '42501', null,
  'an application may not');
select * from finish();
rollback;
