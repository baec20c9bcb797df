-- The reporting queries of the article that these tables are known from: the schema is the only change.
begin;
select plan(18);
set local time zone 'UTC';
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
create function pg_temp.ask(who text, question text, answer text) returns void language plpgsql as $$
declare a uuid; j record; v halfvec;
begin
  perform howdah.act_as(who), howdah.set_user(who, who || '@example.org');
  a := howdah.send_message(howdah.start_conversation(), question);
  select * into j from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  if howdah.prepare_message(j.job_id, j.token) ->> 'status' = 'call' then
    perform howdah.complete_message(j.job_id, j.token, 'default', a, answer, 'stop', 1, clock_timestamp(),
      '{"input_tokens": 1000, "output_tokens": 100, "latency_ms": 400}');
  end if;
end $$;
select howdah.set_price('local', 'local-chat', '2021-01-01', '[{"input": 100, "output": 200}]');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
create temp table job as select * from howdah.claim_jobs('w', '{local/local-embedding/bulk}');
select howdah.complete_embeddings(array[job_id], token, array[(array_fill(1, array[384]))::real[]::halfvec], tenant_id, user_id,
  (payload ->> 'model_id')::integer, gen_random_uuid(), clock_timestamp(), '{"input_tokens": 8}') from job;
select pg_temp.ask('ann', 'How long?', 'Five days [1].');
select pg_temp.ask('ann', 'How long?', 'never');
select pg_temp.ask('ann', 'Who is Tom?', 'I don''t have enough information in the sources to answer that.');
select pg_temp.ask('bob', 'How long?', 'Five days [1].');
select howdah.act_as(null);
select howdah.create_prompt_version('answer', 'Answer in one word.');
select howdah.activate_prompt('answer', 2, reason => 'shorter');
select pg_temp.ask('bob', 'How long now?', 'Five.');
select howdah.check_embeddings();
select howdah.summarise_day((now() at time zone 'UTC')::date, 'UTC');
set local role howdah_analyst;

select results_eq(
  $$SELECT model, ROUND(AVG(latency_ms)) AS avg_latency, COUNT(*) AS calls FROM howdah.llm_usage
     WHERE created_at > NOW() - INTERVAL '7 days' AND latency_ms IS NOT NULL GROUP BY model ORDER BY avg_latency DESC$$,
  $$values ('local-chat', 400::numeric, 4::bigint)$$, 'average latency by model in 7 days');
reset role;
select results_eq(
  $$SELECT u.email, COUNT(c.id) AS conversation_count FROM howdah.users u JOIN howdah.conversations c ON c.user_id = u.id
     GROUP BY u.email ORDER BY conversation_count DESC LIMIT 10$$,
  $$values ('ann@example.org', 3::bigint), ('bob@example.org', 2)$$, 'users with most conversations');
select results_eq(
  $$SELECT q.content, a.content FROM howdah.messages a JOIN howdah.messages q ON q.id = a.parent_id
     WHERE a.role = 'assistant' AND a.content ILIKE '%don''t have enough information%' ORDER BY a.created_at DESC$$,
  $$values ('Who is Tom?', 'I don''t have enough information in the sources to answer that.')$$, 'refused answers by their text');
select is((SELECT COUNT(*) FROM howdah.messages WHERE role = 'assistant' AND is_refusal), 1::bigint, 'and by the flag');
select results_eq(
  $$SELECT pv.version, COUNT(*), SUM(m.tokens_used) FROM howdah.messages m JOIN howdah.prompt_versions pv ON pv.id = m.prompt_version_id
     WHERE m.role = 'assistant' GROUP BY pv.version ORDER BY pv.version$$,
  $$values (1, 4::bigint, 3300::bigint), (2, 1, 1100)$$, 'which version answered');
select results_eq($$SELECT version, content FROM howdah.active_prompts WHERE name = 'answer' AND label = 'production' AND is_active = true$$,
  $$values (2, 'Answer in one word.')$$, 'the active prompt');
select results_eq(
  $$SELECT user_id, SUM(cost_cents) / 100 AS dollars FROM howdah.llm_usage
     WHERE created_at >= DATE_TRUNC('month', NOW()) AND user_id IS NOT NULL GROUP BY user_id ORDER BY dollars DESC, user_id$$,
  $$values ('ann', 0.0024::numeric), ('bob', 0.0024)$$, 'what each user costs this month');
select is((SELECT ROUND(100.0 * COUNT(*) FILTER (WHERE cached) / COUNT(*), 1) FROM howdah.llm_usage
  WHERE kind = 'chat' AND created_at > NOW() - INTERVAL '24 hours'), 20.0, 'the hit rate of the cache');
select is((SELECT SUM(tokens_used) FROM howdah.llm_usage WHERE created_at::date = CURRENT_DATE), 4408::bigint, 'tokens of today');
select results_eq($$SELECT date, total_queries, total_tokens, total_cost, cache_hit_rate FROM howdah.daily_summaries ORDER BY date DESC LIMIT 30$$,
  $$select current_date, 5::bigint, 4408::bigint, 0.48::numeric, 0.2::float8$$, 'the summary of a day');
select is((SELECT COUNT(*) FROM howdah.llm_cache WHERE expires_at > NOW()), 4::bigint, 'answers that may be given again');
select is((SELECT response FROM howdah.llm_cache ORDER BY hit_count DESC LIMIT 1), 'Five days [1].', 'the one that was asked for most');
select lives_ok($$DELETE FROM howdah.llm_cache WHERE expires_at < NOW()$$, 'the owner may clean up as the article does');
select results_eq($$SELECT value ->> 'status' FROM howdah.system_flags WHERE key = 'reembedding_status'$$, array['ok'], 'the flag of the weekly check');
select ok((SELECT AVG(top_similarity) IS NULL AND COUNT(*) = 5 FROM howdah.retrieval_metrics WHERE created_at > NOW() - INTERVAL '7 days'),
  'quality of retrieval (by keyword it has no similarity)');
select results_eq(
  $$SELECT content, source, chunk_index, embedding_model, ROUND((1 - (embedding <=> (array_fill(1, array[384]))::vector))::numeric, 3) AS similarity
      FROM howdah.document_embeddings ORDER BY embedding <=> (array_fill(1, array[384]))::vector LIMIT 5$$,
  $$values ('Refunds take five days.', 'refunds.md', 0, 'local/local-embedding', 1.000)$$, 'nearest neighbours, written by hand');
set local search_path = howdah, pg_catalog, public, tap;
select is((SELECT COUNT(*) FROM messages m JOIN prompt_versions pv ON pv.id = m.prompt_version_id JOIN conversations c ON c.id = m.conversation_id
  WHERE m.role = 'assistant' AND pv.version = 2 AND c.user_id = 'bob'), 1::bigint, 'with the schema on the path they run as printed');
select * from finish();
rollback;
