create or replace function howdah_internal.spelled_usage(usage jsonb)
  returns jsonb
  language plpgsql
  immutable
as $$
declare
  v_flat jsonb := howdah_internal.flat_usage(spelled_usage.usage);
  v_input integer := howdah_internal.first_count(v_flat, array[
    'billedunits/inputtokens', 'inputtokens/total', 'inputtokens', 'prompttokens', 'inputtokencount',
    'prompttokencount', 'promptevalcount', 'tokens/inputtokens']);
  v_output integer := howdah_internal.first_count(v_flat, array[
    'billedunits/outputtokens', 'outputtokens/total', 'outputtokens', 'completiontokens', 'outputtokencount',
    'candidatestokencount', 'evalcount', 'tokens/outputtokens']);
  v_total integer := howdah_internal.first_count(v_flat, array['totaltokens', 'totaltokencount']);
  v_cached integer := howdah_internal.first_count(v_flat, array[
    'cachedinputtokens', 'inputtokens/cacheread', 'inputtokendetails/cachereadtokens', 'inputtokendetails/cacheread',
    'inputtokensdetails/cachedtokens', 'prompttokensdetails/cachedtokens', 'cachereadinputtokens',
    'cachereadinputtokencount', 'cachereadtokens', 'promptcachehittokens', 'cachedtokens', 'numcachedtokens',
    'cachedcontenttokencount', 'inputtokensdetails/cachereadtokens', 'prompttokensdetails/cachereadtokens']);
  v_written integer := howdah_internal.first_count(v_flat, array[
    'cachewritetokens', 'inputtokens/cachewrite', 'inputtokendetails/cachewritetokens',
    'inputtokendetails/cachecreation', 'cachecreationinputtokens', 'cachewriteinputtokens',
    'cachewriteinputtokencount', 'cachecreationtokens', 'inputtokensdetails/cachewritetokens',
    'prompttokensdetails/cachewritetokens', 'prompttokensdetails/cachecreationtokens']);
  v_hour integer := howdah_internal.first_count(v_flat, array[
    'cachewrite1htokens', 'cachecreation/ephemeral1hinputtokens', 'inputtokendetails/ephemeral1hinputtokens']);
  v_half_day integer := howdah_internal.first_count(v_flat, array[
    'cachewrite12htokens', 'cachecreation/ephemeral12hinputtokens', 'inputtokendetails/ephemeral12hinputtokens']);
  v_reasoned integer := howdah_internal.first_count(v_flat, array[
    'reasoningtokens', 'outputtokens/reasoning', 'outputtokendetails/reasoningtokens', 'outputtokendetails/reasoning',
    'outputtokensdetails/reasoningtokens', 'completiontokensdetails/reasoningtokens', 'reasoningoutputtokens',
    'thoughtstokencount']);
  v_beside bigint := coalesce(v_cached, 0)::bigint + coalesce(v_written, 0);
begin
  -- Some server of embeddings reports only the total.
  if v_input is null and v_output is null then
    v_input := v_total;
  end if;
  -- The cache stands beside the input where its parts exceed it, or where only so the total is right.
  if v_beside > v_input
     or v_beside > 0 and v_total = v_input::bigint + coalesce(v_output, 0) + v_beside then
    v_input := howdah_internal.token_sum(v_input, v_cached, v_written);
  end if;
  -- Thoughts beside the output.
  if v_total = v_input::bigint + v_output + v_reasoned then
    v_output := howdah_internal.token_sum(v_output, v_reasoned);
  end if;
  return jsonb_strip_nulls(jsonb_build_object(
    'input_tokens', v_input, 'output_tokens', v_output, 'cached_input_tokens', v_cached,
    'cache_write_tokens', v_written, 'cache_write_1h_tokens', v_hour, 'cache_write_12h_tokens', v_half_day,
    'reasoning_tokens', v_reasoned));
end
$$;
comment on function howdah_internal.spelled_usage is
  'A usage object of a client library in howdah''s own names: AI SDK 4 to 6, LangChain, OpenAI Agents, Bedrock '
  'Converse, Cohere, Ollama, OpenTelemetry, Moonshot, whatever spells the same counts. Empty where it holds none.';
