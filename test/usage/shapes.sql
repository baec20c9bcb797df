-- Usage as the SDKs and providers of others hand it over.
begin;
create temp table shapes (
  name text, usage jsonb, input integer, cached integer, written integer, output integer, thought integer);
insert into shapes values
  ('OpenAI chat', '{"prompt_tokens":10000,"completion_tokens":500,"total_tokens":10500,
    "prompt_tokens_details":{"cached_tokens":9000,"audio_tokens":0},
    "completion_tokens_details":{"reasoning_tokens":100,"accepted_prediction_tokens":0}}', 10000, 9000, null, 500, 100),
  ('OpenAI responses', '{"input_tokens":10000,"input_tokens_details":{"cached_tokens":9000},"output_tokens":500,
    "output_tokens_details":{"reasoning_tokens":100},"total_tokens":10500}', 10000, 9000, null, 500, 100),
  ('OpenAI embeddings', '{"prompt_tokens":10000,"total_tokens":10000}', 10000, null, null, null, null),
  ('Anthropic', '{"input_tokens":800,"cache_creation_input_tokens":200,"cache_read_input_tokens":9000,
    "output_tokens":500}', 10000, 9000, 200, 500, null),
  ('Gemini', '{"usageMetadata":{"promptTokenCount":10000,"cachedContentTokenCount":9000,"candidatesTokenCount":400,
    "thoughtsTokenCount":100,"totalTokenCount":10500}}', 10000, 9000, null, 500, 100),
  ('DeepSeek', '{"prompt_tokens":10000,"completion_tokens":500,"total_tokens":10500,"prompt_cache_hit_tokens":9000,
    "prompt_cache_miss_tokens":1000}', 10000, 9000, null, 500, null),
  ('Moonshot', '{"prompt_tokens":10000,"completion_tokens":500,"cached_tokens":9000}', 10000, 9000, null, 500, null),
  ('AI SDK 4', '{"promptTokens":10000,"completionTokens":500}', 10000, null, null, 500, null),
  ('AI SDK 5', '{"inputTokens":10000,"outputTokens":500,"cachedInputTokens":9000,"totalTokens":10500,
    "reasoningTokens":100}', 10000, 9000, null, 500, 100),
  ('AI SDK 6', '{"inputTokens":10000,"inputTokenDetails":{"noCacheTokens":800,"cacheReadTokens":9000,
    "cacheWriteTokens":200},"outputTokens":500,"outputTokenDetails":{"textTokens":400,"reasoningTokens":100},
    "totalTokens":10500}', 10000, 9000, 200, 500, 100),
  ('AI SDK 6, its providers', '{"inputTokens":{"total":10000,"noCache":800,"cacheRead":9000,"cacheWrite":200},
    "outputTokens":{"total":500,"text":400,"reasoning":100}}', 10000, 9000, 200, 500, 100),
  ('LangChain', '{"input_tokens":10000,"output_tokens":500,"total_tokens":10500,
    "input_token_details":{"cache_read":9000,"cache_creation":200},"output_token_details":{"reasoning":100}}',
    10000, 9000, 200, 500, 100),
  ('LangChain, tokenUsage', '{"tokenUsage":{"promptTokens":10000,"completionTokens":500,"totalTokens":10500}}',
    10000, null, null, 500, null),
  ('LangChain, llmOutput', '{"llmOutput":{"tokenUsage":{"promptTokens":10000,"completionTokens":500}}}',
    10000, null, null, 500, null),
  ('LangChain, response_metadata', '{"content":"x","response_metadata":{"usage":{"prompt_tokens":10000,
    "completion_tokens":500}}}', 10000, null, null, 500, null),
  ('OpenAI Agents, JavaScript', '{"requests":2,"inputTokens":10000,"outputTokens":500,"totalTokens":10500,
    "inputTokensDetails":[{"cached_tokens":9000}],"outputTokensDetails":[{"reasoning_tokens":100}]}',
    10000, 9000, null, 500, 100),
  ('OpenAI Agents, Python', '{"requests":1,"input_tokens":10000,"input_tokens_details":{"cached_tokens":9000},
    "output_tokens":500,"output_tokens_details":{"reasoning_tokens":100},"total_tokens":10500}',
    10000, 9000, null, 500, 100),
  ('Bedrock Converse', '{"inputTokens":800,"outputTokens":500,"totalTokens":10500,"cacheReadInputTokens":9000,
    "cacheWriteInputTokens":200}', 10000, 9000, 200, 500, null),
  ('Cohere 2', '{"usage":{"billed_units":{"input_tokens":10000,"output_tokens":500},
    "tokens":{"input_tokens":10090,"output_tokens":510}}}', 10000, null, null, 500, null),
  ('Cohere 1', '{"text":"x","meta":{"billed_units":{"input_tokens":10000,"output_tokens":500}}}',
    10000, null, null, 500, null),
  ('Ollama', '{"model":"m","done":true,"prompt_eval_count":10000,"eval_count":500,"eval_duration":42}',
    10000, null, null, 500, null),
  ('OpenTelemetry', '{"gen_ai.usage.input_tokens":10000,"gen_ai.usage.output_tokens":500,
    "gen_ai.usage.cache_read.input_tokens":9000}', 10000, 9000, null, 500, null),
  ('Mistral', '{"prompt_tokens":10000,"completion_tokens":500,"total_tokens":10500,"prompt_audio_seconds":null}',
    10000, null, null, 500, null),
  ('counts as texts', '{"prompt_tokens":"10000","completion_tokens":"500"}', 10000, null, null, 500, null),
  ('xAI, thoughts in the total only', '{"prompt_tokens":10000,"completion_tokens":400,"total_tokens":10500}',
    10000, null, null, 500, 100),
  ('AI SDK with unknown counts', '{"inputTokens":null,"outputTokens":null,"totalTokens":null}',
    null, null, null, null, null),
  ('an object without a count', '{"anything":{"else":1}}', null, null, null, null, null),
  ('an empty one', '{}', null, null, null, null, null);

select plan(28 + 9);
select is(
  (n.input_tokens, n.cached_input_tokens, n.cache_write_tokens, n.output_tokens, n.reasoning_tokens)::text,
  (s.input, s.cached, s.written, s.output, s.thought)::text, s.name)
  from shapes as s
 cross join lateral howdah.normalise_usage(s.usage) as n;

select howdah.register_model('stub', 'm', 'chat');
select howdah.set_price('stub', 'm', '2020-01-01', '[{"input": 100, "cached_input": 10, "output": 1000}]');
select is(howdah.record_usage('stub/m', s.usage), 0.69, s.name || ' costs the same') from shapes as s
 where s.name in ('AI SDK 5', 'Moonshot');

-- What the provider says it billed is the cost.
select is(howdah.record_usage('openrouter/x', '{"prompt_tokens":100,"completion_tokens":10,"cost":0.0123}'), 1.23,
  'without a price');
select is(howdah.record_usage('stub/m', '{"prompt_tokens":100,"completion_tokens":10,"cost":0.0123}'), 1.23,
  'before a list price');
select is(
  (select (u.cost_source, trim_scale(u.list_cents))::text from howdah.llm_usage as u where u.list_cents is not null),
  '(provider,0.02)', 'and the two are kept');
select is(howdah.record_usage('openrouter/x',
  '{"prompt_tokens":100,"cost":0.0005,"is_byok":true,"cost_details":{"upstream_inference_cost":0.01}}'), 1.05,
  'with a key of one''s own the provider bills beside the fee');
select is(howdah.record_usage('perplexity/sonar', '{"prompt_tokens":5,"completion_tokens":9,
  "cost":{"input_tokens_cost":0.001,"total_cost":0.006}}'), 0.6, 'Perplexity');
select is(howdah.record_usage('openrouter/x', '{"prompt_tokens":100,"cost":"free"}'), null,
  'what is no amount is none');
select is(
  array(select u.cost_source from howdah.llm_usage as u where u.model = 'm' order by u.cost_source),
  '{price,price,provider}',
  'the row says where its cost comes from');
select * from finish();
rollback;
