drop function if exists howdah.counted_usage(jsonb);
create or replace function howdah.counted_usage(
  facts jsonb,
  out status text,
  out input_tokens integer,
  out cached_input_tokens integer,
  out cache_write_tokens integer,
  out cache_write_1h_tokens integer,
  out output_tokens integer,
  out reasoning_tokens integer,
  out service_class text,
  out is_estimated boolean,
  out is_free boolean
)
  language plpgsql
  immutable
  -- Only definers call it: it has their rights and their search_path.
as $$
#variable_conflict use_column
declare
  -- Some write null for what does not apply.
  v_usage jsonb := jsonb_strip_nulls(howdah.usage_object(counted_usage.facts));
  v_parts jsonb;
  v_tier text := coalesce(
    counted_usage.facts ->> 'service_class', counted_usage.facts ->> 'service_tier', v_usage ->> 'service_class',
    v_usage ->> 'service_tier');
  v_rest integer;
  v_chars integer;
begin
  service_class := case when v_tier in ('batch', 'flex', 'priority') then v_tier else 'standard' end;
  status := coalesce(
    counted_usage.facts ->> 'status',
    case counted_usage.facts ->> 'error_code' when 'timeout' then 'timeout' when 'aborted' then 'cancelled' end,
    case when counted_usage.facts ->> 'error_code' is null then 'ok' else 'failed' end);
  is_estimated := coalesce(counted_usage.facts -> 'is_estimated' = 'true', false);

  if v_usage ?| array['promptTokenCount', 'candidatesTokenCount', 'prompt_token_count', 'candidates_token_count'] then
    -- Gemini: thoughts are not in the candidates, the cache is in the prompt, what tools added is not.
    reasoning_tokens := howdah.token_count(
      coalesce(v_usage -> 'thoughtsTokenCount', v_usage -> 'thoughts_token_count'));
    cached_input_tokens := howdah.token_count(
      coalesce(v_usage -> 'cachedContentTokenCount', v_usage -> 'cached_content_token_count'));
    input_tokens := howdah.token_sum(
      howdah.token_count(coalesce(v_usage -> 'promptTokenCount', v_usage -> 'prompt_token_count')),
      howdah.token_count(coalesce(v_usage -> 'toolUsePromptTokenCount', v_usage -> 'tool_use_prompt_token_count')));
    output_tokens := howdah.token_sum(
      coalesce(howdah.token_count(
        coalesce(v_usage -> 'candidatesTokenCount', v_usage -> 'candidates_token_count')), 0),
      reasoning_tokens);
  else
    output_tokens := howdah.token_count(coalesce(v_usage -> 'completion_tokens', v_usage -> 'output_tokens'));
    input_tokens := coalesce(
      howdah.token_count(coalesce(v_usage -> 'prompt_tokens', v_usage -> 'input_tokens')),
      -- Some servers of embeddings report only the total.
      case when output_tokens is null then howdah.token_count(v_usage -> 'total_tokens') end);
    if v_usage ?| array['completion_tokens_details', 'output_tokens_details', 'reasoning_tokens'] then
      v_parts := coalesce(v_usage -> 'completion_tokens_details', v_usage -> 'output_tokens_details');
      reasoning_tokens := howdah.token_count(coalesce(v_parts -> 'reasoning_tokens', v_usage -> 'reasoning_tokens'));
    end if;
    if v_usage ?| array[
      'prompt_tokens_details', 'input_tokens_details', 'cache_creation', 'cache_creation_input_tokens',
      'cache_read_input_tokens', 'prompt_cache_hit_tokens', 'cached_input_tokens', 'cache_write_tokens',
      'cache_write_1h_tokens'
    ] then
      v_parts := coalesce(v_usage -> 'prompt_tokens_details', v_usage -> 'input_tokens_details');
      cache_write_1h_tokens := howdah.token_count(
        coalesce(v_usage -> 'cache_creation' -> 'ephemeral_1h_input_tokens', v_usage -> 'cache_write_1h_tokens'));
      cached_input_tokens := howdah.token_count(coalesce(
        v_parts -> 'cached_tokens', v_usage -> 'cache_read_input_tokens', v_usage -> 'prompt_cache_hit_tokens',
        v_usage -> 'cached_input_tokens'));
      cache_write_tokens := coalesce(
        howdah.token_count(coalesce(
          v_parts -> 'cache_write_tokens', v_parts -> 'cache_creation_tokens',
          v_usage -> 'cache_creation_input_tokens', v_usage -> 'cache_write_tokens')),
        howdah.token_sum(
          cache_write_1h_tokens, howdah.token_count(v_usage -> 'cache_creation' -> 'ephemeral_5m_input_tokens')),
        howdah.token_count(v_usage -> 'cache_creation' -> 'ephemeral_5m_input_tokens'));
      -- Anthropic's input is only what is neither read from the cache nor written to it. Some gateways pass that on
      -- under OpenAI's names; it shows where the parts exceed their whole.
      if (v_usage ?| array['cache_read_input_tokens', 'cache_creation_input_tokens', 'cache_creation']
          and not v_usage ? 'prompt_tokens' and v_parts is null)
         or (not v_usage ?| array['cached_input_tokens', 'cache_write_tokens']
             and coalesce(cached_input_tokens, 0)::bigint + coalesce(cache_write_tokens, 0) > input_tokens) then
        input_tokens := howdah.token_sum(input_tokens, cached_input_tokens, cache_write_tokens);
      end if;
    end if;
    -- Some count reasoning in the total only (Gemini's and xAI's OpenAI endpoints); it is billed as output.
    if v_usage ? 'completion_tokens' and v_usage ? 'total_tokens'
       and howdah.token_count(v_usage -> 'total_tokens') > input_tokens::bigint + output_tokens then
      v_rest := howdah.token_count(v_usage -> 'total_tokens') - input_tokens;
      reasoning_tokens := greatest(reasoning_tokens, v_rest - output_tokens);
      output_tokens := v_rest;
    end if;
  end if;

  -- A provider that refuses bills nothing; one that was stopped or too slow has read the request all the same.
  is_free := coalesce(counted_usage.facts -> 'cached' = 'true', false) or (
    status = 'failed' and input_tokens is null and output_tokens is null
    and not coalesce(counted_usage.facts -> 'has_begun' = 'true', false));
  -- Subsets never exceed their totals, whatever a provider reports; parts of an unknown whole are unknown.
  if coalesce(cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, reasoning_tokens) is not null then
    cached_input_tokens := case
      when is_free or input_tokens is null then null
      when cached_input_tokens > input_tokens then input_tokens
      else cached_input_tokens
    end;
    v_rest := input_tokens - coalesce(cached_input_tokens, 0);
    cache_write_tokens := case
      when is_free or input_tokens is null then null
      when cache_write_tokens > v_rest then v_rest
      else cache_write_tokens
    end;
    cache_write_1h_tokens := case
      when is_free or input_tokens is null then null
      when cache_write_1h_tokens > cache_write_tokens then cache_write_tokens
      else cache_write_1h_tokens
    end;
    reasoning_tokens := case
      when is_free or output_tokens is null then null
      when reasoning_tokens > output_tokens then output_tokens
      else reasoning_tokens
    end;
  end if;
  if is_free then
    input_tokens := 0;
    output_tokens := 0;
  end if;
  if input_tokens is null then
    v_chars := howdah.token_count(counted_usage.facts -> 'input_chars');
    is_estimated := is_estimated or v_chars is not null;
    input_tokens := ceil(v_chars / 4.0);
  end if;
  if output_tokens is null then
    v_chars := howdah.token_count(counted_usage.facts -> 'output_chars');
    is_estimated := is_estimated or v_chars is not null;
    output_tokens := ceil(v_chars / 4.0);
  end if;
end
$$;
comment on function howdah.counted_usage(jsonb) is
  'What a call used, from the facts about it: the provider''s own count (usage), read by its shape, with what of it is '
  'cached, written to the cache (also for an hour) and reasoned; else an estimate from the text sent and received '
  '(input_chars, output_chars; four characters a token), else unknown. A call that failed before the provider began, or '
  'that the cache answered, used nothing (is_free).';
