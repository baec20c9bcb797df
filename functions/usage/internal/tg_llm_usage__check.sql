create or replace function howdah_internal.tg_llm_usage__check()
  returns trigger
  language plpgsql
  set search_path from current
as $$
declare
  v_broken text;
begin
  -- Null passes, as in a CHECK.
  v_broken := case
    when new.kind not in ('chat', 'embedding', 'rerank') then 'llm_usage_kind_is_known'
    when new.status not in ('ok', 'failed', 'cancelled', 'timeout') then 'llm_usage_status_is_known'
    when new.service_class not in ('standard', 'batch', 'flex', 'priority') then 'llm_usage_service_class_is_known'
    when least(new.cost_cents, new.saved_cents, new.budget_cents) < 0
      or greatest(new.cost_cents, new.saved_cents, new.budget_cents) >= 'Infinity' then 'llm_usage_money_is_finite'
    when least(
      new.input_tokens, new.cached_input_tokens, new.cache_write_tokens, new.cache_write_1h_tokens,
      new.cache_write_12h_tokens, new.output_tokens, new.reasoning_tokens, new.item_count, new.latency_ms,
      new.first_token_ms
    ) < 0 then 'llm_usage_counts_are_not_negative'
    when coalesce(new.cached_input_tokens, 0) + coalesce(new.cache_write_tokens, 0) > coalesce(new.input_tokens, 0)
      or coalesce(new.cache_write_1h_tokens, 0) + coalesce(new.cache_write_12h_tokens, 0)
        > coalesce(new.cache_write_tokens, 0)
      or coalesce(new.reasoning_tokens, 0) > coalesce(new.output_tokens, 0) then 'llm_usage_subsets_fit'
  end;
  if v_broken is not null then
    raise exception 'a row of llm_usage violates %', v_broken
      using errcode = '23514', constraint = v_broken, table = 'llm_usage', schema = 'howdah',
            hint = 'Write usage through howdah.record_usage, which makes what a provider reports fit.';
  end if;
  new.tokens_used := coalesce(new.input_tokens, 0) + coalesce(new.output_tokens, 0);
  new.is_unpriced := new.cost_cents is null;
  return new;
end
$$;
comment on function howdah_internal.tg_llm_usage__check is
  'Refuses usage that cannot be and fills the derived columns: what CHECK constraints and generated columns would do, '
  'without being read anew at every statement.';

select howdah_internal.lay_trigger('howdah.llm_usage', 'llm_usage_is_checked', 'before insert or update',
  'for each row execute function howdah_internal.tg_llm_usage__check()', is_always => true);
