begin;
select plan(21);

create function pg_temp.tokens(usage jsonb) returns text language sql as $$
  select concat_ws(' ', coalesce(input_tokens::text, '-'), coalesce(cached_input_tokens::text, '-'),
    coalesce(cache_write_tokens::text, '-'), coalesce(output_tokens::text, '-'), coalesce(reasoning_tokens::text, '-'))
  from howdah.normalise_usage(usage)
$$;
-- input, cached, written, output, reasoning
select is(
  pg_temp.tokens('{"prompt_tokens": 17903, "completion_tokens": 120, "total_tokens": 18023,
    "prompt_tokens_details": {"cached_tokens": 17817, "audio_tokens": 0},
    "completion_tokens_details": {"reasoning_tokens": 64}}'),
  '17903 17817 - 120 64', 'OpenAI chat: the total has the cached tokens in it'
);
select is(
  pg_temp.tokens('{"input_tokens": 17903, "input_tokens_details": {"cached_tokens": 17817}, "output_tokens": 120,
    "output_tokens_details": {"reasoning_tokens": 64}, "total_tokens": 18023}'),
  '17903 17817 - 120 64', 'OpenAI responses: the same under other names'
);
select is(pg_temp.tokens('{"prompt_tokens": 8, "total_tokens": 8}'), '8 - - - -', 'OpenAI embeddings have no output');
select is(pg_temp.tokens('{"total_tokens": 8}'), '8 - - - -', 'nor have those that report a total only');
select is(
  pg_temp.tokens('{"input_tokens": 5, "cache_read_input_tokens": 128955, "cache_creation_input_tokens": 1253,
    "output_tokens": 300, "service_tier": "standard"}'),
  '130213 128955 1253 300 -', 'Anthropic: the input is without what the cache read and wrote'
);
select is(
  pg_temp.tokens('{"input_tokens": 1000, "cache_read_input_tokens": 200, "output_tokens": 300}'), '1200 200 - 300 -',
  'also where the cache gave less than the rest'
);
select is(
  pg_temp.tokens('{"input_tokens": 5, "cache_read_input_tokens": null, "cache_creation_input_tokens": null,
    "output_tokens": 300}'),
  '5 - - 300 -', 'null is what does not apply'
);
select is(
  (select cache_write_1h_tokens from howdah.normalise_usage('{"input_tokens": 5, "cache_creation_input_tokens": 1253,
    "cache_creation": {"ephemeral_5m_input_tokens": 253, "ephemeral_1h_input_tokens": 1000}, "output_tokens": 1}')),
  1000, 'writes kept an hour are told apart'
);
select is(
  pg_temp.tokens('{"prompt_tokens": 5, "prompt_tokens_details": {"cached_tokens": 128955}, "completion_tokens": 300,
    "cache_creation_input_tokens": 1253, "total_tokens": 305}'),
  '130213 128955 1253 300 -', 'a gateway that puts Anthropic''s counts under OpenAI''s names is seen through'
);
select is(
  pg_temp.tokens('{"prompt_tokens": 130213, "completion_tokens": 300, "total_tokens": 130513,
    "cache_read_input_tokens": 128955, "cache_creation_input_tokens": 1253,
    "prompt_tokens_details": {"cached_tokens": 128955}}'),
  '130213 128955 1253 300 -', 'and one that adds them up is not added to again'
);
select is(
  pg_temp.tokens('{"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 500}'),
  '100 - - 400 380', 'Gemini''s OpenAI endpoint: thoughts are in the total only, and are output'
);
select is(
  pg_temp.tokens('{"usageMetadata": {"promptTokenCount": 100, "cachedContentTokenCount": 60,
    "toolUsePromptTokenCount": 10,
    "candidatesTokenCount": 20, "thoughtsTokenCount": 380, "totalTokenCount": 510}}'),
  '110 60 - 400 380', 'Gemini itself says where they are'
);
select is(
  pg_temp.tokens('{"input_tokens": 100, "cached_input_tokens": 60, "cache_write_tokens": 5, "output_tokens": 20,
    "reasoning_tokens": 3}'),
  '100 60 5 20 3', 'howdah''s own names are taken as they are'
);
select is(
  pg_temp.tokens('{"input_tokens": 10, "cached_input_tokens": 99, "output_tokens": 5, "reasoning_tokens": 99}'),
  '10 10 - 5 5', 'a part never exceeds its whole'
);
select is(
  pg_temp.tokens('{"prompt_tokens": -5, "completion_tokens": "many", "total_tokens": 1e30}'), '- - - - -',
  'what is no count is not known'
);
select is(pg_temp.tokens(null) || pg_temp.tokens('[]') || pg_temp.tokens('7'), repeat('- - - - -', 3),
  'nor is what is no usage');
select results_eq(
  $$select (howdah.normalise_usage(u)).service_class from unnest(array[
    '{"usage": {"prompt_tokens": 1}, "service_tier": "flex"}', '{"input_tokens": 1, "service_tier": "batch"}',
    '{"prompt_tokens": 1, "service_tier": "default"}', '{"service_class": "priority"}', '{}',
    '{"inputTokens": 1, "serviceTier": "PRIORITY"}', '{"serviceTier": "flex", "usage": {"inputTokens": 1}}',
    '{"prompt_tokens": 1, "service_tier": "scale"}']::jsonb[]) as u$$,
  array['flex', 'batch', 'standard', 'priority', 'standard', 'priority', 'flex', 'standard'],
  'the service class is what the provider says it was'
);
select results_eq(
  $$select n.input_tokens, n.cache_write_tokens, n.cache_write_1h_tokens, n.cache_write_12h_tokens
    from unnest(array[
      '{"input_tokens": 10, "output_tokens": 1, "cache_creation_input_tokens": 60, "cache_creation":
        {"ephemeral_5m_input_tokens": 10, "ephemeral_1h_input_tokens": 20, "ephemeral_12h_input_tokens": 30}}',
      '{"input_tokens": 10, "output_tokens": 1, "cache_creation": {"ephemeral_12h_input_tokens": 30}}',
      '{"input_tokens": 10, "output_tokens": 1, "cache_creation": {"ephemeral_5m_input_tokens": 5}}',
      '{"input_tokens": 90, "output_tokens": 1, "cache_write_tokens": 50, "cache_write_12h_tokens": 70}',
      '{"inputTokens": 90, "outputTokens": 1, "cacheWriteTokens": 50, "cacheWrite1hTokens": 30,
        "cacheWrite12hTokens": 30}']::jsonb[]) as u (usage)
   cross join howdah.normalise_usage(u.usage) as n$$,
  'values (70, 60, 20, 30), (40, 30, null, 30), (15, 5, null, null), (90, 50, null, 50), (90, 50, 30, 20)',
  'writes of several spans are parts of all writes'
);
select howdah.act_as('ann', 'acme') as me;
select results_eq($$select howdah.record_usage('openai/gpt-5.6-sol', u.usage::jsonb, started_at => '2026-10-01')
    from (values
      ('{"input_tokens": 1000, "output_tokens": 0, "serviceTier": "flex"}'),
      ('{"type": "response.completed", "response": {"service_tier": "priority", "usage": {"input_tokens": 1000,
        "output_tokens": 0}}}'),
      ('{"service_tier": "default", "usage": {"input_tokens": 1000, "output_tokens": 0}}')) as u (usage)$$,
  'values (0.2), (0.8), (0.4)', 'and a recorded call costs what its class does');

set local role howdah_worker;
select throws_ok($$select * from howdah.normalise_usage('{}')$$, '42501', null, 'a worker passes on what it was told');

set local role howdah_app;
select is((select input_tokens from howdah.normalise_usage('{"prompt_tokens": 8}')), 8, 'an application may ask');
reset role;

select * from finish();
rollback;
