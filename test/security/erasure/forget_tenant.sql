begin;
select plan(23);
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
-- Every text, json, uuid, array, tsvector or bytea column of the schema that holds the marker.
create function pg_temp.traces(marker text) returns setof text language plpgsql as $$
declare r record; n bigint;
begin
  for r in
    select c.oid::regclass as t, a.attname
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind in ('r', 'p')
       and not c.relispartition
       and (a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'json'::regtype, 'uuid'::regtype, 'tsvector'::regtype)
         or a.atttypid in (select oid from pg_type where typcategory = 'A'))
  loop
    execute format('select count(*) from %s where %I::text like $1', r.t, r.attname) into n using '%' || marker || '%';
    if n > 0 then return next regexp_replace(r.t || '.' || r.attname, '^howdah(_internal)?\.', ''); end if;
  end loop;
end $$;
-- The tenant's tables, with how many rows it has in each.
create function pg_temp.rows(tenant text) returns table (name text, n bigint) language plpgsql as $$
begin
  for name in
    select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      and not a.attisdropped
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind in ('r', 'p')
       and not c.relispartition
  loop
    execute format('select count(*) from %s where tenant_id = $1', name) into n using tenant;
    name := regexp_replace(name, '^howdah(_internal)?\.', '');
    return next;
  end loop;
end $$;
-- A tenant whose every word is its name.
create function pg_temp.live(tenant text) returns void language plpgsql as $$
declare who text := tenant || '-ann'; a uuid; j record; e jsonb;
begin
  perform howdah.act_as(null, tenant);
  perform howdah.set_tenant(tenant, 'Asia/Tokyo', tenant || '-plan');
  perform howdah.set_user(who, who || '@example.org', tenant || '-plan', jsonb_build_object('name', who));
  perform howdah.set_budget('feature', 5000, 'day', tenant || '-prompt'), howdah.set_budget('user', 1000, 'day', who);
  perform howdah.set_rate_limit('user', 1000, scope_id => who),
    howdah.set_rate_limit('tenant', 1000, scope_id => tenant);
  perform howdah_internal.add_event('incident', tenant, jsonb_build_object('of', tenant), tenant, tenant, who);
  perform howdah.set_group(tenant || '-group', array[who]);
  perform howdah.create_collection(tenant || '-files', description => 'Of ' || tenant);
  perform howdah.create_prompt_version(tenant || '-prompt', 'I am ' || tenant, commit_message => tenant);
  perform howdah.activate_prompt(tenant || '-prompt', 1, reason => tenant);
  perform howdah.create_prompt_version(tenant || '-prompt', 'We are ' || tenant);
  perform howdah.start_experiment(tenant || '-prompt', '{"1": 50, "2": 50}');
  perform howdah.act_as(who, tenant);
  perform howdah.add_document('The secret of ' || tenant || ' is a parrot.', tenant || '.md', tenant,
    jsonb_build_object('by', tenant), tenant || '-files', private => false);
  perform howdah.add_document('For the group of ' || tenant || '.', tenant || '-group.md', tenant,
    collection => tenant || '-files', readers => array[tenant || '-group', 'user:' || who]);
  perform howdah.cache_store(jsonb_build_object('q', tenant), 'local/local-chat', 'Hello ' || tenant);
  a := howdah.send_message(howdah.start_conversation(tenant, tenant || '-prompt', collection => tenant || '-files',
    metadata => jsonb_build_object('of', tenant)), 'What is the secret of ' || tenant || '?');
  select * into j from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  perform howdah_test.answer(j.job_id, j.token, 'A parrot, ' || tenant || ' [1].',
    facts => '{"input_tokens": 9, "output_tokens": 9, "latency_ms": 90}');
  perform howdah.act_as(who, tenant);
  perform from howdah.logged_search('parrot of ' || tenant, collection => '*', mode => 'keyword');
  perform howdah.give_feedback(a, 1, 'Thanks from ' || tenant);
  insert into howdah.conversation_summaries (
    conversation_id, user_id, from_seq, to_seq, message_id, run_id, content, token_count)
  select m.conversation_id, m.user_id, 1, m.seq, m.id, m.id, 'They spoke of ' || tenant, 9
    from howdah.messages as m where m.id = a;
  perform howdah.record_usage('local/local-chat', '{"input_tokens": 9}', feature => tenant || '-titles');
  perform howdah.record_usage('none/unknown', '{"input_tokens": 9}');
  perform howdah.enqueue('own', jsonb_build_object('of', tenant));
  perform howdah_internal.refresh_search_stats();
  -- What schedules and workers write.
  execute format('create table public.%I (id text primary key, body text)', tenant || '_rows');
  execute format('insert into public.%I values (%L, %L)', tenant || '_rows', tenant || '-row', 'A row of ' || tenant);
  perform howdah.act_as(null, tenant);
  perform howdah.watch_table((tenant || '_rows')::text, '{body}', collection => tenant || '-files');
  perform howdah.sync_watched();
  execute format('insert into public.%I values (%L, %L)', tenant || '_rows', tenant || '-late',
    'Late row of ' || tenant);
  insert into howdah_internal.moved_in (tenant_id, relation, key_hash) values (tenant, 'users', sha256(who::bytea));
  insert into howdah_internal.judged_queries (tenant_id, query, query_hash)
    values (tenant, tenant || '?', howdah_internal.query_hash(tenant));
  insert into howdah_internal.judgements (tenant_id, judged_query_id, source, grade)
  select q.tenant_id, q.id, tenant || '.md', 1 from howdah_internal.judged_queries as q where q.tenant_id = tenant;
  insert into howdah.evaluations (tenant_id, query_set, mode, k, note, query_count, ndcg, recall, mrr, empty_count,
    keyword_count, p50_ms, p95_ms)
  values (tenant, tenant, 'hybrid', 10, tenant, 1, 1, 1, 1, 0, 0, 1, 1);
  insert into howdah.retrieval_metrics (tenant_id, user_id, collection, mode, result_count)
    values (tenant, who, tenant, 'hybrid', 1);
  insert into howdah_internal.retrieval_baselines (tenant_id, collection, model_id, retrieval_count, mean_similarity,
    stddev_similarity)
  select tenant, tenant, m.id, 1, 1, 1 from howdah.models as m limit 1;
  insert into howdah_internal.refused_texts (tenant_id, model_id, content_hash)
    select tenant, m.id, '\x01' from howdah.models as m where m.kind = 'embedding' limit 1;
  insert into howdah_internal.query_embeddings (tenant_id, model_id, query_hash, embedding) select tenant, m.id,
    howdah_internal.query_hash(tenant), '[1,2]' from howdah.models as m limit 1;
  insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, content_hash, embedding)
  select c.tenant_id, m.id, c.id, c.collection, c.content_hash, (array_fill(1, array[m.dimensions]))::real[]::halfvec
    from howdah.chunks as c, howdah.models as m where c.tenant_id = tenant and m.name = 'local-embedding' limit 1;
  insert into howdah_internal.model_changes (tenant_id, collection, old_model_id, new_model_id, state)
  select tenant, tenant || '-files', min(m.id), max(m.id), 'cancelled' from howdah.models as m;
  insert into howdah_internal.llm_cache_flights (tenant_id, key, job_id, token) values (tenant, '\x01', 1, 1);
  insert into howdah_internal.llm_cache_waiters (tenant_id, key, job_id) values (tenant, '\x01', 2);
  insert into howdah_internal.message_deltas (tenant_id, message_id, from_char, content) values (tenant, a, 0, tenant);
  insert into howdah_internal.jobs_done (id, tenant_id, user_id, kind, lane, attempt, outcome, created_at)
    values (1, tenant, who, 'chat', 'x', 1, 'done', now());
  perform howdah.set_customer_price(20, model => 'local/local-chat', feature => tenant, plan => tenant || '-plan',
    tenant => tenant);
  perform howdah.grant_credit(tenant, 5, 'for ' || tenant, is_refund => true, request_key => tenant);
  insert into howdah_internal.statements (tenant_id, month, time_zone, starts_at, ends_at, line_count, call_count,
    unpriced_count, closed_at, closed_by) values (tenant, '2020-01-01', 'UTC', '2020-01-01Z', '2020-02-01Z', 1, 1, 1,
    now(), who);
  insert into howdah_internal.statement_lines (tenant_id, month, line, kind, usage_month, user_id, call_kind, feature,
    plan, description) values (tenant, '2020-01-01', 1, 'usage', '2020-01-01', who, 'chat', tenant, tenant, tenant);
  insert into howdah_internal.pruned_usage (tenant_id, starts_at, user_id, provider, model, call_kind, feature, plan,
    is_prepaid, call_count, unpriced_count, input_tokens, output_tokens)
  values (tenant, '2020-01-01Z', who, 'p', 'm', 'chat', tenant, tenant, false, 1, 1, 1, 1);
  insert into howdah.incidents (tenant_id, metric, subject, period, dimension, observed, expected, starts_at, seen_at,
    text) values (tenant, 'cost', 'tenant ' || tenant, 'hour', 'tenant', 2, 1, now(), now(), tenant);
  insert into howdah_internal.budget_forecasts (tenant_id, budget_id, subject, starts_at, forecast_cents)
  select b.tenant_id, b.id, tenant, now(), 1 from howdah.budgets as b where b.tenant_id = tenant limit 1;
  update howdah.lanes set last_tenant = tenant;
  update howdah.system_flags set value = 'drift', details = jsonb_set(details, '{collections}',
    coalesce(details -> 'collections', '[]')
      || jsonb_build_object('tenant', tenant, 'collection', tenant || '-files'))
   where key = 'reembedding_status';
  -- Somebody still waits for an answer, one is on its way, and a call of their own.
  perform howdah.act_as(who, tenant);
  perform howdah.forget_user('nobody-of-' || tenant, dry_run => false);
  perform howdah.admit('local/local-chat', 900, 400, feature => tenant || '-own');
  perform howdah.send_message(howdah.start_conversation(prompt => tenant || '-prompt', collection => null),
    'And ' || tenant || '?');
end $$;
select howdah.act_as(null, 'other');
select howdah.set_budget('global', 100000, 'total');
select howdah.set_price('local', 'local-chat', '2021-01-02', '[{"input": 1000, "output": 1000}]');
select howdah.set_setting('access_log_text', 'on');
select pg_temp.live('quetzal');
update howdah_internal.jobs set run_after = 'infinity' where state = 'ready';
select pg_temp.live('zanzibar');
create temp table running as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table step as select howdah_test.chat_step(job_id, token) as s from running;
select howdah.act_as('zanzibar-ann', 'zanzibar');
select howdah.send_message(howdah.start_conversation(prompt => 'zanzibar-prompt', collection => null),
  'Does zanzibar wait?');
select howdah.clock() is not null;
create temp table done as select howdah_internal.add_to_rollups('-infinity', 'infinity') as n;
insert into howdah.daily_summaries (tenant_id, date, total_queries, total_tokens, total_cost)
values ('zanzibar', '2026-01-01', 1, 1, 1), ('quetzal', '2026-01-01', 1, 1, 1);
insert into howdah_internal.usage_zones (tenant_id, time_zone) values ('zanzibar', 'UTC'), ('quetzal', 'UTC');
insert into howdah_internal.usage_month_edges
select t.name, '2026-01-01', '2026-02-01', t.name || '-ann', 1, 0, 0, 0, 0, 1, 0, 1, 1, 0
  from unnest(array['zanzibar', 'quetzal']) as t (name);
insert into howdah_internal.late_usage (tenant_id, call_id, attempt, created_at) select tenant_id, call_id, attempt,
  created_at from howdah.llm_usage;
create temp table money as
select (select array_agg(row(u.call_id, u.attempt, u.model, u.cost_cents, u.tokens_used)::text order by u.call_id,
  u.attempt) from howdah.llm_usage as u) as calls,
       (select sum(cost_cents) from howdah_internal.usage_hourly) as hourly,
         (select sum(cost_cents) from howdah_internal.usage_daily) as daily,
       (select sum(cost_cents) from howdah_internal.usage_monthly_users) + (select sum(cost_cents)
         from howdah_internal.usage_monthly_features) as monthly,
       (select sum(reserved_cents) from howdah_internal.budget_windows) as held;
create temp table others as select * from pg_temp.rows('quetzal');

select is_empty($$select name from pg_temp.rows('zanzibar') where n = 0$$,
  'the tenant has rows in every table, so that nothing is left out here');
set local role howdah_admin;
create temp table dry as select * from howdah.forget_tenant('zanzibar');
reset role;
select cmp_ok((select count(*) from pg_temp.traces('zanzibar')), '>', 60::bigint, 'a dry run changes nothing');
set local role howdah_admin;
create temp table wet as select * from howdah.forget_tenant('zanzibar', dry_run => false);
reset role;
select results_eq('select * from wet', 'select * from dry', 'and counts what the real one then does');
-- The books name whose they are, and nothing else.
select set_eq($$select * from pg_temp.traces('zanzibar')$$,
  array['credits.tenant_id', 'pruned_usage.tenant_id', 'statements.tenant_id', 'statement_lines.tenant_id',
  'daily_summaries.tenant_id', 'forgotten_users.tenant_id',
  'jobs.tenant_id', 'late_usage.tenant_id', 'llm_usage.tenant_id', 'reservations.tenant_id', 'usage_daily.tenant_id',
  'usage_daily_models.tenant_id', 'usage_hourly.tenant_id', 'usage_hourly_users.tenant_id',
  'usage_monthly_features.tenant_id',
    'usage_monthly_unpriced.tenant_id',
  'usage_monthly_users.tenant_id'], 'only the books still have the tenant''s name, as their key');
select is_empty($$select * from pg_temp.traces('parrot') except select * from pg_temp.traces('quetzal')$$,
  'no content is left');
select set_eq($$select name from pg_temp.rows('zanzibar') where n > 0$$,
  array['credits', 'pruned_usage', 'statements', 'statement_lines', 'daily_summaries', 'forgotten_users', 'jobs',
  'late_usage', 'llm_usage', 'reservations', 'usage_daily', 'usage_daily_models', 'usage_hourly', 'usage_hourly_users',
    'usage_monthly_features',
  'usage_monthly_unpriced', 'usage_monthly_users'], 'all other tables are empty');
select is((select array_agg(row(u.call_id, u.attempt, u.model, u.cost_cents, u.tokens_used)::text order by u.call_id,
  u.attempt) from howdah.llm_usage as u),
  (select calls from money), 'every call stays in the bill');
select is((select row(sum(cost_cents)) from howdah_internal.usage_hourly), (select row(hourly) from money),
  'the hours cost what they cost');
select is((select row(sum(cost_cents)) from howdah_internal.usage_daily), (select row(daily) from money),
  'and the days');
select is((select sum(cost_cents) from howdah_internal.usage_monthly_users) + (select sum(cost_cents)
  from howdah_internal.usage_monthly_features),
  (select monthly from money), 'and the months');
select is((select array_agg(distinct feature) from howdah_internal.usage_hourly where tenant_id = 'zanzibar'),
  '{chat,embedding}', 'by kind of call');
select is((select sum(reserved_cents) from howdah_internal.budget_windows),
  (select sum(amount_cents * cardinality(holds)) from howdah_internal.reservations where status = 'held'),
    'what it held of a shared budget goes back');
select results_eq($$select * from pg_temp.rows('quetzal')$$, 'select * from others', 'another tenant keeps every row');
select is_empty($$select tgname from pg_trigger where tgrelid = 'public.zanzibar_rows'::regclass
  and not tgisinternal$$, 'its own table is not watched any more');
select isnt_empty($$select tgname from pg_trigger where tgrelid = 'public.quetzal_rows'::regclass
  and not tgisinternal$$, 'the other''s is');
select is_empty($$select * from howdah.forget_tenant('zanzibar', dry_run => false)$$,
  'a second time there is nothing to do');
select is(howdah.next_step(job_id, token, howdah_test.outcome(
  s, 'Late news of zanzibar', facts => '{"input_tokens": 9, "output_tokens": 9}')), null,
  'an answer on its way is dropped') from running, step;
select is((select count(*) from howdah.llm_usage) - (select cardinality(calls) from money), 1::bigint,
  'its cost is recorded');
select is((select count(*) from pg_temp.traces('zanzibar')), 17::bigint, 'and writes nothing back');
set local role howdah_admin;
select throws_ok($$select howdah.forget_tenant('zanzibra')$$, 'PT404', null, 'an unknown tenant is told of');
select throws_ok($$select howdah.forget_tenant(null)$$, '22004', null, 'it has to be named');
select throws_ok($$select howdah.forget_tenant('quetzal', max_rows => 0)$$, '22023', null,
  'a slice has at least one row');
set local role howdah_app;
select throws_ok($$select howdah.forget_tenant('quetzal')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
