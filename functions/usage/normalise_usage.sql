create or replace function howdah.normalise_usage(provider_shape jsonb)
  returns table (
    input_tokens integer,
    cached_input_tokens integer,
    cache_write_tokens integer,
    cache_write_1h_tokens integer,
    output_tokens integer,
    reasoning_tokens integer,
    service_class text
  )
  language plpgsql
  immutable
  security definer -- what it calls is granted to nobody
  set search_path from current
as $$
begin
  return query
  select c.input_tokens, c.cached_input_tokens, c.cache_write_tokens, c.cache_write_1h_tokens, c.output_tokens,
         c.reasoning_tokens, c.service_class
    -- Only its counts: what else an answer says is no fact about the call.
    from howdah.counted_usage(jsonb_build_object(
      'usage', howdah.usage_object(normalise_usage.provider_shape),
      'service_class', normalise_usage.provider_shape ->> 'service_class',
      'service_tier', normalise_usage.provider_shape ->> 'service_tier')) as c;
end
$$;
comment on function howdah.normalise_usage(jsonb) is
  'The usage that a provider reports, in howdah''s meaning: totals with their subsets (cached input and cache writes '
  'are part of the input, reasoning of the output). Knows OpenAI''s chat, responses and embeddings, Anthropic (whose '
  'input excludes the cache), Gemini and what is compatible; null is what was not reported. '
  'Example: select * from howdah.normalise_usage(''{"prompt_tokens": 17903, "completion_tokens": 20}'').';
