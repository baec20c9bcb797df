begin;
select plan(14);
create function pg_temp.counted(facts jsonb) returns text language sql as $$
  select concat_ws(' ', status, coalesce(input_tokens::text, '-'), coalesce(output_tokens::text, '-'),
    case when is_estimated then 'estimated' end, case when is_free then 'free' end)
  from howdah_internal.counted_usage(facts)
$$;
select is(
  pg_temp.counted('{"usage": {"prompt_tokens": 7, "completion_tokens": 3}, "input_chars": 400, "output_chars": 90}'),
  'ok 7 3', 'what the provider counted counts'
);
select is(pg_temp.counted('{"usage": null, "input_chars": 401, "output_chars": 90}'), 'ok 101 23 estimated',
  'else four characters are a token, and it says so');
select is(pg_temp.counted('{"usage": {"prompt_tokens": 7}, "input_chars": 400, "output_chars": 90}'),
  'ok 7 23 estimated',
  'each by itself');
select is(pg_temp.counted('{"estimated_input_tokens": 70, "estimated_output_tokens": 30,
  "input_chars": 400, "output_chars": 90}'), 'ok 70 30 estimated', 'what was estimated by its letters is better');
select is(pg_temp.counted('{"usage": {"prompt_tokens": 7},
  "estimated_input_tokens": 70, "estimated_output_tokens": 3}'),
  'ok 7 3 estimated', 'and never stands in for a count');
select is(pg_temp.counted('{"estimated_input_tokens": -1, "input_chars": 40, "estimated_output_tokens": "seven"}'),
  'ok 10 - estimated', 'what is no count is none');
select is(pg_temp.counted('{"error_code": "rate_limited", "estimated_input_tokens": 70, "estimated_output_tokens": 0}'),
  'failed 0 0 free', 'nor where nothing was used');
select is(pg_temp.counted('{}'), 'ok - -', 'without a count and a text nothing is known');
select is(pg_temp.counted('{"error_code": "rate_limited", "input_chars": 400, "output_chars": 0}'), 'failed 0 0 free',
  'a provider that refuses bills nothing');
select is(pg_temp.counted('{"error_code": "connection", "has_begun": true, "input_chars": 400, "output_chars": 12}'),
  'failed 100 3 estimated', 'one that had begun bills what came');
select is(pg_temp.counted('{"error_code": "timeout", "input_chars": 400, "output_chars": 0}'),
  'timeout 100 0 estimated',
  'one that was too slow has read the request');
select is(pg_temp.counted('{"error_code": "aborted", "input_chars": 400, "output_chars": 0}'),
  'cancelled 100 0 estimated',
  'one that was stopped too');
select is(pg_temp.counted('{"error_code": "connection", "status": "cancelled", "has_begun": true,
  "input_chars": 4, "output_chars": 4}'),
  'cancelled 1 1 estimated', 'a status that is given stands');
select is(pg_temp.counted('{"error_code": "bad_response", "usage": {"prompt_tokens": 30, "total_tokens": 30}}'),
  'failed 30 -',
  'a count of a failed call counts');
select * from finish();
rollback;
