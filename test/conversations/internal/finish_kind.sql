begin;
select plan(6);
select set_eq(
  format(
    $$select w from unnest(%L::text[]) as w where howdah_internal.finish_kind(w) is distinct from %L$$,
    k.words, k.kind),
  '{}'::text[], coalesce(k.kind, 'no reason'))
  from (values
    ('stop', '{stop,STOP,end_turn,stop_sequence,eos,EOS_TOKEN,FinishReason.STOP,completed,COMPLETE}'::text[]),
    ('length', '{length,max_tokens,MAX_TOKENS,maxTokens,model_length,max_output_tokens,token_limit}'),
    ('tool_calls', '{tool_calls,function_call,tool_use,tool-calls}'),
    ('content_filter', '{content_filter,"content_filter: violence",SAFETY,sensitive,RECITATION,PROHIBITED_CONTENT,SPII,'
      'BLOCKLIST,IMAGE_SAFETY,guardrail_intervened,refusal,LANGUAGE}'),
    ('broken', '{error,abort,network_error,insufficient_system_resource,OTHER,MALFORMED_FUNCTION_CALL,timeout}')
  ) as k (kind, words);
select is(array_agg(howdah_internal.finish_kind(w)), '{null,null,null,null}', 'no reason')
  from unnest(array[null, '', 'null', 'FINISH_REASON_UNSPECIFIED']) as w;
select * from finish();
rollback;
