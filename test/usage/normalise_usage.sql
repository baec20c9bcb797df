begin;
select plan(19);

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
  pg_temp.tokens('{"usageMetadata": {"promptTokenCount": 100, "cachedContentTokenCount": 60, "toolUsePromptTokenCount": 10,
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
select is(pg_temp.tokens(null) || pg_temp.tokens('[]') || pg_temp.tokens('7'), repeat('- - - - -', 3), 'nor is what is no usage');
select results_eq(
  $$select (howdah.normalise_usage(u)).service_class from unnest(array[
    '{"usage": {"prompt_tokens": 1}, "service_tier": "flex"}', '{"input_tokens": 1, "service_tier": "batch"}',
    '{"prompt_tokens": 1, "service_tier": "default"}', '{"service_class": "priority"}', '{}']::jsonb[]) as u$$,
  array['flex', 'batch', 'standard', 'priority', 'standard'], 'the service class is what the provider says it was'
);

set local role howdah_worker;
select throws_ok($$select * from howdah.normalise_usage('{}')$$, '42501', null, 'a worker passes on what it was told');

set local role howdah_app;
select is((select input_tokens from howdah.normalise_usage('{"prompt_tokens": 8}')), 8, 'an application may ask');
reset role;

select * from finish();
rollback;
