-- What the article asks of these tables, written for its names, with the schema on the path; for each role what it may.
begin;
select plan(43);
set local time zone 'UTC';
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
create function pg_temp.ask(who text, model text, ms integer, question text, answer text) returns uuid
language plpgsql as $$
declare a uuid; j record;
begin
  perform howdah.act_as(who), howdah.set_user(who, who || '@example.org');
  a := howdah.send_message(howdah.start_conversation(question, model => model), question);
  select * into j from howdah.claim_jobs('w', array[model || '/interactive']);
  perform howdah_test.answer(j.job_id, j.token, answer,
    facts => jsonb_build_object('input_tokens', 1000, 'output_tokens', 100, 'latency_ms', ms));
  perform howdah.act_as(null);
  return a;
end $$;
select howdah.register_model('stub', 'slow', 'chat'), howdah.register_model('stub', 'fast', 'chat');
select howdah.set_price('stub', m, '2021-01-01', '[{"input": 100, "output": 200}]')
  from unnest('{fast,slow}'::text[]) as m;
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
create temp table job as select * from howdah.claim_jobs('w', '{local/local-embedding/bulk}');
select howdah.complete_embeddings(array[job_id], token, array[(array_fill(1, array[384]))::real[]::halfvec], tenant_id,
  user_id,
  (payload ->> 'model_id')::integer, gen_random_uuid(), clock_timestamp(), '{"input_tokens": 8}') from job;
select howdah.create_prompt_version('answer', 'Answer in one word.', 'stub/slow');
create temp table asked as
select * from (values
  (1, 'ann', 'fast', 400, 'Refunds how long?', 'Five days [1].'),
  (2, 'ann', 'fast', 600, 'Who is Tom?', 'I don''t have enough information in the sources to answer that.'),
  (3, 'bob', 'slow', 1500, 'Refunds how long?', 'Five days [1].'),
  (4, 'ann', 'slow', 2500, 'And now?', 'Five days still [1].'),
  (5, 'bob', 'fast', 9000, 'And then?', 'Never.')
) as a (n, who, model, ms, question, answer)
cross join lateral (select pg_temp.ask(who, 'stub/' || model, ms, question, answer) as id) as m;
update howdah.messages set created_at = now() - interval '10 weeks' where id = (select id from asked where n = 5);
update howdah.llm_usage set created_at = now() - interval '10 weeks'
 where message_id = (select id from asked where n = 5);
update howdah.llm_usage set cached = true, cost_cents = 0 where message_id = (select id from asked where n = 4);
select howdah.check_embeddings();
select howdah_internal.summarise_day((now() at time zone 'UTC')::date, 'UTC');
create table public.customers (id uuid primary key, name text);
insert into public.customers values ('00000000-0000-0000-0000-00000000000a', 'Ann Ames');
insert into howdah.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'ames@example.org');
create view pg_temp.roles as select unnest('{howdah_app,howdah_analyst,howdah_admin}'::text[]) as role;
-- What a role gets for a query: its rows as JSON, or the refusal.
create function pg_temp.get(role text, query text) returns text language plpgsql as $$
declare v_got text;
begin
  execute format('set local role %s', get.role);
  begin
    execute format('select coalesce(jsonb_agg(to_jsonb(q)), ''[]'')::text from (%s) as q', get.query) into v_got;
  exception when insufficient_privilege then
    v_got := sqlstate;
  end;
  reset role;
  return v_got;
end $$;
grant select on asked to howdah_app, howdah_analyst, howdah_admin;
set local search_path = howdah, public, tap;

-- Conversations and messages.
create temp table latencies as select $$SELECT model, AVG(latency_ms)::int AS mean, COUNT(*) AS answers FROM messages
  WHERE role = 'assistant' AND created_at >= NOW() - INTERVAL '7 days' GROUP BY model ORDER BY 2$$ as query;
select is(pg_temp.get(r, query)::jsonb,
    '[{"model": "fast", "mean": 500, "answers": 2}, {"model": "slow", "mean": 2000, "answers": 2}]',
    'mean latency by model in seven days: ' || r)
  from latencies, unnest('{none,howdah_analyst,howdah_admin}'::text[]) as r;
create temp table busiest as select $$SELECT u.email, COUNT(*) AS n
  FROM conversations c JOIN users u ON u.id = c.user_id
  WHERE c.created_at >= DATE_TRUNC('month', NOW()) GROUP BY u.email ORDER BY n DESC LIMIT 10$$ as query;
select is(pg_temp.get(role, query), got, 'who talks most, by e-mail: ' || role) from busiest, (values
  ('none', '[{"n": 3, "email": "ann@example.org"}, {"n": 2, "email": "bob@example.org"}]'),
  ('howdah_admin', '[{"n": 3, "email": "ann@example.org"}, {"n": 2, "email": "bob@example.org"}]'),
  ('howdah_analyst', '42501'), ('howdah_app', '[]')) as t (role, got);
select is(pg_temp.get('howdah_analyst', 'SELECT user_id, COUNT(*) AS n FROM conversations GROUP BY 1 ORDER BY 2 DESC'),
  '[{"n": 3, "user_id": "ann"}, {"n": 2, "user_id": "bob"}]', 'the analyst has it by user id');
select results_eq($$SELECT c.user_id, c.title, c.model, pv.version, c.created_at <= c.updated_at FROM conversations c
    JOIN prompt_versions pv ON pv.id = c.system_prompt_id ORDER BY c.model, c.title, 1$$,
  $$values ('bob', 'And then?', 'fast', 1, true), ('ann', 'Refunds how long?', 'fast', 1, true),
    ('ann', 'Who is Tom?', 'fast', 1, true), ('ann', 'And now?', 'slow', 1, true),
    ('bob', 'Refunds how long?', 'slow', 1, true)$$,
  'conversations name their model and the version they began with');
select results_eq($$SELECT role, content, model, tokens_used, latency_ms FROM messages
    WHERE conversation_id = (SELECT id FROM conversations WHERE title = 'Who is Tom?') ORDER BY created_at, seq$$,
  $$values ('user', 'Who is Tom?', null, null, null),
    ('assistant', 'I don''t have enough information in the sources to answer that.', 'fast', 1100, 600)$$,
  'messages in the order they came');
select results_eq($$SELECT content FROM messages WHERE role = 'assistant' AND content ILIKE '%don''t have enough%'
    ORDER BY created_at DESC$$,
  $$select answer from asked where n = 2$$, 'refusals by their text');
select howdah.act_as('ann');
select is(pg_temp.get('howdah_app', query), '[{"n": 3, "email": "ann@example.org"}]', 'a user finds herself')
  from busiest;
select is(pg_temp.get('howdah_app', $$SELECT COUNT(*) FROM messages WHERE content ILIKE '%enough information%'$$),
  '[{"count": 1}]', 'and her own refusals');
select howdah.act_as(null);

-- Prompt versions.
select results_eq($$SELECT version, content, is_active, created_by, model, created_at <= now() FROM prompt_versions
    WHERE name = 'answer' AND version = 2$$,
  $$values (2, 'Answer in one word.', false, session_user::text collate "default", 'slow', true)$$,
  'a version has a name and a writer');
select ok((SELECT content LIKE 'You answer questions%' FROM prompt_versions WHERE name = 'answer' AND is_active),
  'the text of the active one');
select is_empty($$SELECT content FROM prompt_versions WHERE name = 'no such' AND is_active$$, 'no such name: no row');
select is(pg_temp.get(r, $$SELECT version FROM prompt_versions WHERE name = 'answer' AND is_active$$), v,
    'which one is active: ' || r)
  from (values ('howdah_admin', '[{"version": 1}]'), ('howdah_analyst', '[{"version": 1}]'), ('howdah_app', '42501'))
    as t (r, v);
select is(pg_temp.get(r, $$SELECT content FROM prompt_versions WHERE version = 2$$), v, 'its text: ' || r)
  from (values ('howdah_admin', '[{"content": "Answer in one word."}]'), ('howdah_analyst', '42501')) as t (r, v);
select is(pg_temp.get(r, $$SELECT m.id, pv.name, pv.version FROM messages m
    JOIN prompt_versions pv ON pv.id = m.prompt_version_id JOIN conversations c ON c.id = m.conversation_id
    WHERE m.is_refusal AND c.system_prompt_id = pv.id$$)::jsonb,
    (select jsonb_build_array(jsonb_build_object('id', id, 'name', 'answer', 'version', 1)) from asked where n = 2),
    'which version gave the bad answer: ' || r)
  from unnest('{none,howdah_analyst,howdah_admin}'::text[]) as r;

-- Cost.
create temp table costs as select $$SELECT u.email, SUM(l.cost_cents)::float8 / 100 AS dollars,
  SUM(l.tokens_used) AS tokens
  FROM llm_usage l JOIN users u ON u.id = l.user_id WHERE l.created_at >= DATE_TRUNC('month', NOW())
  GROUP BY u.email ORDER BY dollars DESC, u.email$$ as query;
select is(pg_temp.get(role, query)::jsonb, got::jsonb, 'cost by e-mail this month: ' || role) from costs, (values
  ('none', '[{"email": "ann@example.org", "tokens": 3300, "dollars": 0.0024},
    {"email": "bob@example.org", "tokens": 1100, "dollars": 0.0012}]'),
  ('howdah_admin', '[{"email": "ann@example.org", "tokens": 3300, "dollars": 0.0024},
    {"email": "bob@example.org", "tokens": 1100, "dollars": 0.0012}]'),
  ('howdah_analyst', '42501'), ('howdah_app', '[]')) as t (role, got);
select results_eq($$SELECT user_id, cost_cents, input_tokens + output_tokens FROM cost_by_user_month
    WHERE month = DATE_TRUNC('month', NOW()) AND user_id IS NOT NULL ORDER BY 1$$,
  $$SELECT user_id, SUM(cost_cents), SUM(tokens_used) FROM llm_usage
    WHERE created_at >= DATE_TRUNC('month', NOW()) AND user_id IS NOT NULL GROUP BY 1 ORDER BY 1$$, 'as in the report');
select is(pg_temp.get(r, $$SELECT (100.0 * COUNT(*) FILTER (WHERE cached) / COUNT(*))::int AS percent FROM llm_usage
    WHERE kind = 'chat' AND created_at > NOW() - INTERVAL '24 hours'$$), '[{"percent": 25}]',
    'cached in percent: ' || r)
  from unnest('{none,howdah_analyst,howdah_admin}'::text[]) as r;
select results_eq($$SELECT s.date, s.total_queries, s.total_tokens, s.total_cost, s.cache_hit_rate, r.cache_hit_rate
    FROM daily_summaries s JOIN howdah.cache_hit_rate r ON r.day = s.date$$,
  $$select current_date, 4::bigint, 4408::bigint, 0.36::numeric, 25::float8, 25::float8$$,
  'the summary of a day, in percent');
INSERT INTO daily_summaries (date, total_queries, total_tokens, total_cost, cache_hit_rate)
SELECT d::date, COUNT(l.call_id), SUM(l.tokens_used), SUM(l.cost_cents), AVG(CASE WHEN l.cached THEN 100 ELSE 0 END)
  FROM generate_series(CURRENT_DATE - 1, CURRENT_DATE, INTERVAL '1 day') AS d
  LEFT JOIN llm_usage l ON l.created_at::date = d GROUP BY d;
select results_eq($$SELECT date, total_queries, total_tokens, total_cost, active_users
    FROM daily_summaries ORDER BY 1$$,
  $$values (current_date - 1, 0::bigint, 0::bigint, 0::numeric, 0::bigint), (current_date, 4, 4408, 0.36, 2)$$,
  'inserted by hand as well: howdah''s row stays, a day without calls has 0 tokens');

-- What schedules look after.
select results_eq($$SELECT value FROM system_flags WHERE key = 'reembedding_status'$$, array['ok'], 'the weekly flag');
UPDATE system_flags SET value = 'needed' WHERE key = 'reembedding_status'
  AND (SELECT COALESCE(AVG(top_similarity), 0) < 0.7 FROM retrieval_metrics
    WHERE created_at > NOW() - INTERVAL '7 days');
select is((SELECT value FROM system_flags WHERE key = 'reembedding_status'), 'needed', 'takes a text of one''s own');
select lives_ok($$DELETE FROM howdah_internal.llm_cache WHERE created_at < NOW() - INTERVAL '7 days'$$,
  'the owner may clean up as the article does');

-- Documents.
select results_eq($$SELECT content, source, chunk_index, embedding_model, ROUND((1 - (embedding <=> q))::numeric, 3)
    FROM document_embeddings, (SELECT (array_fill(1, array[384]))::vector AS q) AS q ORDER BY embedding <=> q LIMIT 5$$,
  $$values ('Refunds take five days.', 'refunds.md', 0, 'local/local-embedding', 1.000)$$, 'nearest neighbours');
select results_eq($$SELECT DISTINCT d.source, e.chunk_index, u.email FROM documents d
    JOIN document_embeddings e ON e.document_id = d.id JOIN howdah_internal.message_citations i ON i.document_id = d.id
    JOIN messages m ON m.id = i.message_id JOIN conversations c ON c.id = m.conversation_id
    JOIN users u ON u.id = c.user_id WHERE i.is_cited ORDER BY 3$$,
  $$values ('refunds.md', 0, 'ann@example.org'), ('refunds.md', 0, 'bob@example.org')$$,
  'documents by who was told of them');
select results_eq('SELECT k.name, u.email FROM customers k JOIN users u ON u.id = k.id::text',
  $$values ('Ann Ames', 'ames@example.org')$$, 'a table of one''s own with uuids, by a cast');

-- The article's activation, and what it leaves.
UPDATE prompt_versions SET is_active = false WHERE name = 'answer' AND is_active;
UPDATE prompt_versions SET is_active = true WHERE name = 'answer' AND version = 2;
select is((SELECT array_agg(version) FROM prompt_versions WHERE name = 'answer' AND is_active), '{2}', 'one is active');
select pg_temp.ask('bob', 'stub/slow', 100, 'How now?', 'Five.');
select results_eq($$SELECT pv.version, COUNT(*), SUM(m.tokens_used) FROM messages m
    JOIN prompt_versions pv ON pv.id = m.prompt_version_id GROUP BY 1 ORDER BY 1$$,
  $$values (1, 5::bigint, 5500::bigint), (2, 1, 1100)$$, 'it answers');
select * from finish();
rollback;
