drop function if exists howdah.provider_counts(jsonb);
create or replace function howdah.provider_counts(
  usage jsonb,
  out input bigint,
  out cached bigint,
  out written bigint,
  out hour bigint,
  out output bigint,
  out reasoning bigint
)
  language plpgsql
  immutable
  -- Only definers call it: it has their rights and their search_path.
as $$
declare
  v_usage jsonb := provider_counts.usage;
  v_input_parts jsonb := coalesce(v_usage -> 'prompt_tokens_details', v_usage -> 'input_tokens_details');
  v_output_parts jsonb := coalesce(v_usage -> 'completion_tokens_details', v_usage -> 'output_tokens_details');
  v_total bigint := howdah.token_count(v_usage -> 'total_tokens');
begin
  if v_usage ?| array['promptTokenCount', 'candidatesTokenCount', 'prompt_token_count', 'candidates_token_count'] then
    -- Gemini: thoughts are not in the candidates, the cache is in the prompt, what tools added is not.
    reasoning := howdah.token_count(coalesce(v_usage -> 'thoughtsTokenCount', v_usage -> 'thoughts_token_count'));
    cached := howdah.token_count(
      coalesce(v_usage -> 'cachedContentTokenCount', v_usage -> 'cached_content_token_count'));
    input := howdah.token_count(coalesce(v_usage -> 'promptTokenCount', v_usage -> 'prompt_token_count'))
      + coalesce(howdah.token_count(
        coalesce(v_usage -> 'toolUsePromptTokenCount', v_usage -> 'tool_use_prompt_token_count')), 0);
    output := coalesce(howdah.token_count(
      coalesce(v_usage -> 'candidatesTokenCount', v_usage -> 'candidates_token_count')), 0) + coalesce(reasoning, 0);
    return;
  end if;

  output := howdah.token_count(coalesce(v_usage -> 'completion_tokens', v_usage -> 'output_tokens'));
  input := coalesce(
    howdah.token_count(coalesce(v_usage -> 'prompt_tokens', v_usage -> 'input_tokens')),
    -- Some servers of embeddings report only the total.
    case when output is null then v_total end);
  if v_output_parts is not null or v_usage ? 'reasoning_tokens' then
    reasoning := howdah.token_count(coalesce(v_output_parts -> 'reasoning_tokens', v_usage -> 'reasoning_tokens'));
  end if;

  if v_input_parts is not null or v_usage ?| array[
    'cache_creation', 'cache_creation_input_tokens', 'cache_read_input_tokens', 'prompt_cache_hit_tokens',
    'cached_input_tokens', 'cache_write_tokens', 'cache_write_1h_tokens'
  ] then
    hour := howdah.token_count(
      coalesce(v_usage -> 'cache_creation' -> 'ephemeral_1h_input_tokens', v_usage -> 'cache_write_1h_tokens'));
    cached := howdah.token_count(coalesce(
      v_input_parts -> 'cached_tokens', v_usage -> 'cache_read_input_tokens', v_usage -> 'prompt_cache_hit_tokens',
      v_usage -> 'cached_input_tokens'));
    written := coalesce(
      howdah.token_count(coalesce(
        v_input_parts -> 'cache_write_tokens', v_input_parts -> 'cache_creation_tokens',
        v_usage -> 'cache_creation_input_tokens', v_usage -> 'cache_write_tokens')),
      coalesce(howdah.token_count(v_usage -> 'cache_creation' -> 'ephemeral_5m_input_tokens'), 0) + hour,
      howdah.token_count(v_usage -> 'cache_creation' -> 'ephemeral_5m_input_tokens'));
    -- Anthropic's input is only what is neither read from the cache nor written to it. Some gateways pass that on under
    -- OpenAI's names; it shows where the parts exceed their whole.
    if (v_usage ?| array['cache_read_input_tokens', 'cache_creation_input_tokens', 'cache_creation']
        and not v_usage ? 'prompt_tokens' and v_input_parts is null)
       or (not v_usage ?| array['cached_input_tokens', 'cache_write_tokens']
           and coalesce(cached, 0) + coalesce(written, 0) > input) then
      input := input + coalesce(cached, 0) + coalesce(written, 0);
    end if;
  end if;

  -- Some count reasoning in the total only (Gemini's and xAI's OpenAI endpoints); it is billed as output.
  if v_usage ? 'completion_tokens' and v_total > input + output then
    reasoning := greatest(reasoning, v_total - input - output);
    output := v_total - input;
  end if;
end
$$;
comment on function howdah.provider_counts(jsonb) is
  'Reads the counts of a provider''s usage object by its shape: input and output as totals, with what is cached, '
  'written to the cache (also for an hour) and reasoned.';
