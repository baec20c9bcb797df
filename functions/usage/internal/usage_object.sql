create or replace function howdah_internal.usage_object(answer jsonb)
  returns jsonb
  language sql
  immutable
return case
  when jsonb_typeof(usage_object.answer -> 'usage') = 'object' then usage_object.answer -> 'usage'
  when jsonb_typeof(usage_object.answer -> 'usageMetadata') = 'object' then usage_object.answer -> 'usageMetadata'
  when jsonb_typeof(usage_object.answer -> 'usage_metadata') = 'object' then usage_object.answer -> 'usage_metadata'
  when usage_object.answer ?| array[
    'tokenUsage', 'token_usage', 'totalUsage', 'meta', 'response_metadata', 'llmOutput', 'llm_output', 'response',
    'message', 'result', 'metadata'
  ] then coalesce(
    jsonb_path_query_first(
      usage_object.answer, 'lax $.keyvalue() ? (@.key == "tokenUsage" || @.key == "token_usage" || @.key == "totalUsage"
        || @.key == "meta" && exists(@.value.billed_units)).value ? (@.type() == "object")'),
    jsonb_path_query_first(
      usage_object.answer, 'lax $.keyvalue() ? (@.key == "response_metadata" || @.key == "llmOutput"
        || @.key == "llm_output" || @.key == "response" || @.key == "message" || @.key == "result"
        || @.key == "metadata").value.keyvalue() ? (@.key == "usage" || @.key == "tokenUsage" || @.key == "token_usage"
        || @.key == "usage_metadata" || @.key == "usageMetadata").value ? (@.type() == "object")'),
    usage_object.answer)
  when jsonb_typeof(usage_object.answer) = 'object' then usage_object.answer
  else '{}'
end;
comment on function howdah_internal.usage_object is
  'What a provider reports about tokens: a whole answer, or the facts about a call, may hold it.';
