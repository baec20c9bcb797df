create or replace function howdah.usage_counts(
  provider_shape jsonb,
  out input_tokens integer,
  out cached_input_tokens integer,
  out cache_write_tokens integer,
  out cache_write_1h_tokens integer,
  out output_tokens integer,
  out reasoning_tokens integer,
  out service_class text
)
  language plpgsql
  immutable
  -- Only definers call it: it has their rights and their search_path.
as $$
declare
  -- Some write null for what does not apply.
  v_shape jsonb := jsonb_strip_nulls(usage_counts.provider_shape);
  v_tier text := coalesce(v_shape ->> 'service_class', v_shape ->> 'service_tier');
  v_counts record;
  v_rest bigint;
begin
  -- A whole answer may be passed as well.
  v_shape := case
    when jsonb_typeof(v_shape -> 'usage') = 'object' then v_shape -> 'usage'
    when jsonb_typeof(v_shape -> 'usageMetadata') = 'object' then v_shape -> 'usageMetadata'
    when jsonb_typeof(v_shape -> 'usage_metadata') = 'object' then v_shape -> 'usage_metadata'
    when jsonb_typeof(v_shape) = 'object' then v_shape
    else '{}'
  end;
  v_tier := coalesce(v_tier, v_shape ->> 'service_class', v_shape ->> 'service_tier');
  v_counts := howdah.provider_counts(v_shape);
  -- Subsets never exceed their totals, whatever a provider reports; parts of an unknown whole are unknown.
  if v_counts.input <= 2147483647 then
    input_tokens := v_counts.input;
    cached_input_tokens := case when v_counts.cached > v_counts.input then v_counts.input else v_counts.cached end;
    v_rest := v_counts.input - coalesce(cached_input_tokens, 0);
    cache_write_tokens := case when v_counts.written > v_rest then v_rest else v_counts.written end;
    cache_write_1h_tokens := case when v_counts.hour > cache_write_tokens then cache_write_tokens else v_counts.hour end;
  end if;
  if v_counts.output <= 2147483647 then
    output_tokens := v_counts.output;
    reasoning_tokens := case when v_counts.reasoning > v_counts.output then v_counts.output else v_counts.reasoning end;
  end if;
  service_class := case when v_tier in ('batch', 'flex', 'priority') then v_tier else 'standard' end;
end
$$;
comment on function howdah.usage_counts(jsonb) is
  'What normalise_usage returns, as one record: a table function costs its caller a query.';
