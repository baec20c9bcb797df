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
  v_error text := counted_usage.facts ->> 'error_code';
  v_counts record;
  v_chars bigint;
begin
  v_counts := howdah.usage_counts(counted_usage.facts);
  input_tokens := v_counts.input_tokens;
  output_tokens := v_counts.output_tokens;
  service_class := v_counts.service_class;
  status := coalesce(
    counted_usage.facts ->> 'status',
    case when v_error is null then 'ok' end,
    case v_error when 'timeout' then 'timeout' when 'aborted' then 'cancelled' else 'failed' end);
  is_estimated := coalesce(counted_usage.facts -> 'is_estimated' = 'true', false);
  -- A provider that refuses bills nothing; one that was stopped or too slow has read the request all the same.
  is_free := coalesce(counted_usage.facts -> 'cached' = 'true', false) or (
    status = 'failed' and input_tokens is null and output_tokens is null
    and not coalesce(counted_usage.facts -> 'has_begun' = 'true', false));
  if is_free then
    input_tokens := 0;
    output_tokens := 0;
    return;
  end if;
  cached_input_tokens := v_counts.cached_input_tokens;
  cache_write_tokens := v_counts.cache_write_tokens;
  cache_write_1h_tokens := v_counts.cache_write_1h_tokens;
  reasoning_tokens := v_counts.reasoning_tokens;
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
  'What a call used, from the facts about it: the provider''s own count (usage), else an estimate from the text sent '
  'and received (input_chars, output_chars; four characters a token), else unknown. A call that failed before the '
  'provider began, or that the cache answered, used nothing (is_free).';
