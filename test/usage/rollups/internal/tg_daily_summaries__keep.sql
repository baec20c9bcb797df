begin;
select plan(9);
select howdah_test.set_time('2026-03-02 06:00Z');
update howdah_internal.usage_rollups set done_until = '2026-03-01 00:00Z';
insert into howdah.tenants (tenant_id) values ('acme') on conflict do nothing;
insert into howdah.llm_usage (tenant_id, call_id, created_at, user_id, kind, provider, model, input_tokens,
  output_tokens, cost_cents, cached)
select tenant, gen_random_uuid(), '2026-03-01 12:00Z', 'user-' || n, 'chat', 'local', 'local-chat', 10, 1, n, n = 4
  from generate_series(1, 4) as n, unnest('{default,acme}'::text[]) as tenant where tenant = 'default' or n = 1;
create function pg_temp.insert_day(day date) returns void language sql as $$
  insert into howdah.daily_summaries (date, total_queries, total_tokens, total_cost, cache_hit_rate)
  select day, count(*), sum(tokens_used), sum(cost_cents),
         100.0 * sum(case when cached then 1 else 0 end) / nullif(count(*), 0)
    from howdah.llm_usage where tenant_id = 'default' and created_at::date = day
$$;
create temp view summary as select to_jsonb(s) - 'updated_at' as summary
  from howdah.daily_summaries as s where tenant_id = 'default' order by date;
create function pg_temp.after(variadic steps text[]) returns jsonb language plpgsql as $$
declare v_got jsonb; v_step text;
begin
  begin
    foreach v_step in array steps loop execute v_step; end loop;
    select jsonb_agg(s.summary) into v_got from summary as s;
    raise exception 'back' using errcode = 'ZZ999';
  exception when sqlstate 'ZZ999' then
    return v_got;
  end;
end $$;
create temp view steps as
  select 'select pg_temp.insert_day(''2026-03-01'')' as theirs, 'select howdah.summarise_days()' as ours;
select is((pg_temp.after(ours) -> 0) - 'tenant_id', '{"date": "2026-03-01", "total_queries": 4, "total_tokens": 44,
  "total_cost": 10.0000000000, "unpriced_calls": 0, "cache_hit_rate": 25, "active_users": 4, "conversation_count": 0,
  "p95_latency_ms": null, "is_stale": false}', 'howdah''s own row') from steps;
select is(pg_temp.after(ours, theirs), pg_temp.after(ours), 'theirs after it') from steps;
select is(pg_temp.after(theirs, ours), pg_temp.after(ours), 'theirs before it') from steps;
select is(pg_temp.after(theirs, theirs), pg_temp.after(theirs), 'theirs twice') from steps;
select is(pg_temp.after(theirs) -> 0 -> f, pg_temp.after(ours) -> 0 -> f, 'by itself it has the same ' || f)
  from steps, unnest('{total_tokens,total_cost,cache_hit_rate}'::text[]) as f;
select is((pg_temp.after('select pg_temp.insert_day(''2026-02-28'')') -> 0) - 'tenant_id',
  '{"date": "2026-02-28",
  "total_queries": 0, "total_tokens": 0, "total_cost": 0, "unpriced_calls": 0, "cache_hit_rate": null,
  "active_users": 0, "conversation_count": 0, "p95_latency_ms": null, "is_stale": false}', 'a day without calls');
select is(pg_temp.after(theirs, ours, 'insert into howdah.llm_usage (call_id, created_at, kind, provider, model,
    input_tokens, output_tokens, cost_cents) values (gen_random_uuid(), ''2026-03-01 13:00Z'', ''chat'', ''local'',
    ''local-chat'', 5, 5, 1)', 'insert into howdah_internal.late_usage (tenant_id, call_id, attempt, created_at)
    select tenant_id, call_id, attempt, created_at from howdah.llm_usage where input_tokens = 5', ours)
    -> 0 -> 'total_cost', '11.0000000000', 'late calls are added')
  from steps;
select * from finish();
rollback;
