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
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_error text := counted_usage.facts ->> 'error_code';
  v_sent bigint := howdah.token_count(counted_usage.facts -> 'input_chars');
  v_received bigint := howdah.token_count(counted_usage.facts -> 'output_chars');
begin
  select n.input_tokens, n.cached_input_tokens, n.cache_write_tokens, n.cache_write_1h_tokens, n.output_tokens,
         n.reasoning_tokens, n.service_class
    into input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, output_tokens,
         reasoning_tokens, service_class
    from howdah.normalise_usage(counted_usage.facts) as n;
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
    cached_input_tokens := null;
    cache_write_tokens := null;
    cache_write_1h_tokens := null;
    reasoning_tokens := null;
  else
    is_estimated := is_estimated or (input_tokens is null and v_sent is not null)
      or (output_tokens is null and v_received is not null);
    input_tokens := coalesce(input_tokens, ceil(v_sent / 4.0)::integer);
    output_tokens := coalesce(output_tokens, ceil(v_received / 4.0)::integer);
  end if;
end
$$;
comment on function howdah.counted_usage(jsonb) is
  'What a call used, from the facts about it: the provider''s own count (usage), else an estimate from the text sent '
  'and received (input_chars, output_chars; four characters a token), else unknown. A call that failed before the '
  'provider began, or that the cache answered, used nothing (is_free).';
