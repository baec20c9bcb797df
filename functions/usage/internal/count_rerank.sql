create or replace function howdah_internal.count_rerank(call howdah.llm_usage, facts jsonb)
  returns howdah.llm_usage
  language plpgsql
  stable
as $$
declare
  v_call howdah.llm_usage := count_rerank.call;
  v_units integer := howdah_internal.search_units(count_rerank.facts);
begin
  v_call.item_count := coalesce(v_units, 1);
  v_call.output_tokens := nullif(v_call.output_tokens, 0);
  v_call.reasoning_tokens := null;
  if v_units is null or not v_call.is_estimated then
    v_call.usage_keys := case when v_call.is_estimated then v_call.usage_keys end;
    return v_call;
  end if;
  -- Billed by the search: where tokens cost nothing, nobody needs an estimate of them.
  if (howdah_internal.call_cost(
       v_call.provider, v_call.model, v_call.created_at, null, request_count => v_units,
       response_model => v_call.response_model)).cost_cents is not null then
    v_call.input_tokens := null;
    v_call.is_estimated := false;
    v_call.usage_keys := null;
  end if;
  return v_call;
end
$$;
comment on function howdah_internal.count_rerank is
  'The usage of a rerank call: the searches it was billed for as item_count, and its tokens where those are known or '
  'cost something.';
