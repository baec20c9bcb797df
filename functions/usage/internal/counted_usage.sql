select howdah_internal.drop_former('howdah_internal.counted_usage(jsonb)', 'usage_keys');
create or replace function howdah_internal.counted_usage(
  facts jsonb,
  out status text,
  out input_tokens integer,
  out cached_input_tokens integer,
  out cache_write_tokens integer,
  out cache_write_1h_tokens integer,
  out cache_write_12h_tokens integer,
  out output_tokens integer,
  out reasoning_tokens integer,
  out service_class text,
  out is_estimated boolean,
  out is_free boolean,
  out usage_keys text[]
)
  language plpgsql
  immutable
as $$
declare
  v_reported record := howdah_internal.reported_usage(counted_usage.facts);
begin
  input_tokens := v_reported.input_tokens;
  cached_input_tokens := v_reported.cached_input_tokens;
  cache_write_tokens := v_reported.cache_write_tokens;
  cache_write_1h_tokens := v_reported.cache_write_1h_tokens;
  cache_write_12h_tokens := v_reported.cache_write_12h_tokens;
  output_tokens := v_reported.output_tokens;
  reasoning_tokens := v_reported.reasoning_tokens;
  service_class := v_reported.service_class;
  status := coalesce(
    counted_usage.facts ->> 'status',
    case counted_usage.facts ->> 'error_code' when 'timeout' then 'timeout' when 'aborted' then 'cancelled' end,
    case when counted_usage.facts ->> 'error_code' is null then 'ok' else 'failed' end);
  is_estimated := coalesce(counted_usage.facts -> 'is_estimated' = 'true', false);
  -- A provider that refuses bills nothing; one that was stopped or too slow has read the request all the same.
  is_free := status = 'failed' and input_tokens is null and output_tokens is null
    and not coalesce(counted_usage.facts -> 'has_begun' = 'true', false);
  if is_free then
    input_tokens := 0;
    output_tokens := 0;
  end if;
  if input_tokens is null or output_tokens is null then
    usage_keys := howdah_internal.usage_keys(counted_usage.facts);
  end if;
  if input_tokens is null then
    input_tokens := coalesce(
      howdah_internal.token_count(counted_usage.facts -> 'estimated_input_tokens'),
      ceil(howdah_internal.token_count(counted_usage.facts -> 'input_chars') / 4.0)::integer);
    is_estimated := is_estimated or input_tokens is not null;
  end if;
  if output_tokens is null then
    output_tokens := coalesce(
      howdah_internal.token_count(counted_usage.facts -> 'estimated_output_tokens'),
      ceil(howdah_internal.token_count(counted_usage.facts -> 'output_chars') / 4.0)::integer);
    is_estimated := is_estimated or output_tokens is not null;
  end if;
  -- Together they are a count of tokens too.
  if input_tokens::bigint + output_tokens > 2147483647 then
    output_tokens := null;
    reasoning_tokens := null;
  end if;
end
$$;
comment on function howdah_internal.counted_usage is
  'What a call used, from the facts about it: what the provider reported (usage), else what estimate_tokens says of '
  'the text sent and received (estimated_input_tokens, estimated_output_tokens; or input_chars, output_chars, four a '
  'token), else unknown. is_free: it failed before it began; usage_keys: what it reported says not all of it.';
