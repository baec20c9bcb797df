select howdah_internal.drop_former('howdah_internal.reported_usage(jsonb)', 'cache_write_12h_tokens');
create or replace function howdah_internal.reported_usage(
  answer jsonb,
  out input_tokens integer,
  out cached_input_tokens integer,
  out cache_write_tokens integer,
  out cache_write_1h_tokens integer,
  out cache_write_12h_tokens integer,
  out output_tokens integer,
  out reasoning_tokens integer,
  out service_class text
)
  language plpgsql
  immutable
as $$
declare
  -- Some write null for what does not apply.
  v_usage jsonb := jsonb_strip_nulls(howdah_internal.usage_object(reported_usage.answer));
  v_parts jsonb;
  v_tier text := lower(coalesce(
    reported_usage.answer ->> 'service_class', reported_usage.answer ->> 'service_tier',
    reported_usage.answer ->> 'serviceTier', v_usage ->> 'service_class', v_usage ->> 'service_tier',
    v_usage ->> 'serviceTier'));
  v_rest integer;
begin
  -- The names of OpenAI, Anthropic and Gemini are read as they are; others are spelled out first.
  if not v_usage ?| array[
       'prompt_tokens', 'completion_tokens', 'input_tokens', 'output_tokens', 'promptTokenCount',
       'candidatesTokenCount', 'prompt_token_count', 'candidates_token_count'
     ]
     or v_usage ?| array[
       'input_token_details', 'output_token_details', 'cached_tokens', 'num_cached_tokens', 'billed_units'
     ]
     or jsonb_typeof(coalesce(v_usage -> 'input_tokens_details', v_usage -> 'input_tokens')) in ('array', 'object')
        and jsonb_typeof(v_usage -> 'input_tokens_details') is distinct from 'object' then
    v_usage := howdah_internal.spelled_usage(v_usage);
  end if;
  service_class := case when v_tier in ('batch', 'flex', 'priority') then v_tier else 'standard' end;
  if v_usage ?| array['promptTokenCount', 'candidatesTokenCount', 'prompt_token_count', 'candidates_token_count'] then
    -- Gemini: thoughts are not in the candidates, the cache is in the prompt, what tools added is not.
    reasoning_tokens := howdah_internal.token_count(
      coalesce(v_usage -> 'thoughtsTokenCount', v_usage -> 'thoughts_token_count'));
    cached_input_tokens := howdah_internal.token_count(
      coalesce(v_usage -> 'cachedContentTokenCount', v_usage -> 'cached_content_token_count'));
    input_tokens := howdah_internal.token_sum(
      howdah_internal.token_count(coalesce(v_usage -> 'promptTokenCount', v_usage -> 'prompt_token_count')),
      howdah_internal.token_count(
        coalesce(v_usage -> 'toolUsePromptTokenCount', v_usage -> 'tool_use_prompt_token_count')));
    output_tokens := howdah_internal.token_sum(
      coalesce(howdah_internal.token_count(
        coalesce(v_usage -> 'candidatesTokenCount', v_usage -> 'candidates_token_count')), 0),
      reasoning_tokens);
  else
    output_tokens := howdah_internal.token_count(coalesce(v_usage -> 'completion_tokens', v_usage -> 'output_tokens'));
    input_tokens := coalesce(
      howdah_internal.token_count(coalesce(v_usage -> 'prompt_tokens', v_usage -> 'input_tokens')),
      -- Some servers of embeddings report only the total.
      case when output_tokens is null then howdah_internal.token_count(v_usage -> 'total_tokens') end);
    if v_usage ?| array['completion_tokens_details', 'output_tokens_details', 'reasoning_tokens'] then
      v_parts := coalesce(v_usage -> 'completion_tokens_details', v_usage -> 'output_tokens_details');
      reasoning_tokens := howdah_internal.token_count(
        coalesce(v_parts -> 'reasoning_tokens', v_usage -> 'reasoning_tokens'));
    end if;
    if v_usage ?| array[
      'prompt_tokens_details', 'input_tokens_details', 'cache_creation', 'cache_creation_input_tokens',
      'cache_read_input_tokens', 'prompt_cache_hit_tokens', 'cached_input_tokens', 'cache_write_tokens',
      'cache_write_1h_tokens', 'cache_write_12h_tokens'
    ] then
      v_parts := coalesce(v_usage -> 'prompt_tokens_details', v_usage -> 'input_tokens_details');
      cache_write_1h_tokens := howdah_internal.token_count(
        coalesce(v_usage -> 'cache_creation' -> 'ephemeral_1h_input_tokens', v_usage -> 'cache_write_1h_tokens'));
      cache_write_12h_tokens := howdah_internal.token_count(
        coalesce(v_usage -> 'cache_creation' -> 'ephemeral_12h_input_tokens', v_usage -> 'cache_write_12h_tokens'));
      cached_input_tokens := howdah_internal.token_count(coalesce(
        v_parts -> 'cached_tokens', v_usage -> 'cache_read_input_tokens', v_usage -> 'prompt_cache_hit_tokens',
        v_usage -> 'cached_input_tokens'));
      v_rest := howdah_internal.token_count(v_usage -> 'cache_creation' -> 'ephemeral_5m_input_tokens');
      cache_write_tokens := coalesce(
        howdah_internal.token_count(coalesce(
          v_parts -> 'cache_write_tokens', v_parts -> 'cache_creation_tokens',
          v_usage -> 'cache_creation_input_tokens', v_usage -> 'cache_write_tokens')),
        howdah_internal.token_sum(
          case when coalesce(v_rest, cache_write_1h_tokens, cache_write_12h_tokens) >= 0 then coalesce(v_rest, 0) end,
          cache_write_1h_tokens, cache_write_12h_tokens));
      -- Anthropic's input is only what is neither read from the cache nor written to it. Some gateways pass that on
      -- under OpenAI's names; it shows where the parts exceed their whole.
      if (v_usage ?| array['cache_read_input_tokens', 'cache_creation_input_tokens', 'cache_creation']
          and not v_usage ? 'prompt_tokens' and v_parts is null)
         or (not v_usage ?| array['cached_input_tokens', 'cache_write_tokens']
             and coalesce(cached_input_tokens, 0)::bigint + coalesce(cache_write_tokens, 0) > input_tokens) then
        input_tokens := howdah_internal.token_sum(input_tokens, cached_input_tokens, cache_write_tokens);
      end if;
    end if;
    -- Some count reasoning in the total only (Gemini's and xAI's OpenAI endpoints); it is billed as output.
    if v_usage ? 'completion_tokens' and v_usage ? 'total_tokens'
       and howdah_internal.token_count(v_usage -> 'total_tokens') > input_tokens::bigint + output_tokens then
      v_rest := howdah_internal.token_count(v_usage -> 'total_tokens') - input_tokens;
      reasoning_tokens := greatest(reasoning_tokens, v_rest - output_tokens);
      output_tokens := v_rest;
    end if;
  end if;
  -- Parts never exceed their whole, whatever a provider reports; parts of an unknown whole are unknown.
  if coalesce(
       cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, cache_write_12h_tokens, reasoning_tokens
     ) is not null then
    cached_input_tokens := howdah_internal.token_part(cached_input_tokens, input_tokens);
    cache_write_tokens := howdah_internal.token_part(
      cache_write_tokens, input_tokens - coalesce(cached_input_tokens, 0));
    cache_write_1h_tokens := howdah_internal.token_part(cache_write_1h_tokens, cache_write_tokens);
    cache_write_12h_tokens := howdah_internal.token_part(
      cache_write_12h_tokens, cache_write_tokens - coalesce(cache_write_1h_tokens, 0));
    reasoning_tokens := howdah_internal.token_part(reasoning_tokens, output_tokens);
  end if;
end
$$;
comment on function howdah_internal.reported_usage is
  'What a provider''s answer or its usage object says that was used, read by its shape: totals, and what of them is '
  'cached, written to the cache (also for an hour, for twelve) and reasoned; null is what it does not say.';
