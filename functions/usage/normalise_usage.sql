select howdah_internal.drop_former('howdah.normalise_usage(jsonb)', 'cache_write_12h_tokens');
create or replace function howdah.normalise_usage(provider_shape jsonb)
  returns table (
    input_tokens integer,
    cached_input_tokens integer,
    cache_write_tokens integer,
    cache_write_1h_tokens integer,
    output_tokens integer,
    reasoning_tokens integer,
    service_class text,
    cache_write_12h_tokens integer
  )
  language plpgsql
  immutable
  security definer -- what it calls is granted to nobody
  set search_path from current
as $$
begin
  return query
  select r.input_tokens, r.cached_input_tokens, r.cache_write_tokens, r.cache_write_1h_tokens, r.output_tokens,
         r.reasoning_tokens, r.service_class, r.cache_write_12h_tokens
    from howdah_internal.reported_usage(normalise_usage.provider_shape) as r;
end
$$;
comment on function howdah.normalise_usage is
  'Returns the usage that a provider reports in howdah''s meaning: totals with their parts (cached input and cache '
  'writes are part of the input, reasoning of the output). It knows OpenAI''s chat, responses and embeddings, '
  'Anthropic (whose input excludes the cache), Gemini and what is compatible; null is what was not reported. Example: '
  'select * from howdah.normalise_usage(''{"prompt_tokens": 17903, "completion_tokens": 20}'').';
grant execute on function howdah.normalise_usage to howdah_app, howdah_admin;
