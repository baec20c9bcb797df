create or replace function howdah.failure_action(error_code text, http_status integer)
  returns text
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  return case
    -- An empty account answers 429 too, but no waiting helps.
    when failure_action.error_code in ('insufficient_quota', 'wrong_dimensions') then 'refused'
    when failure_action.error_code = 'rate_limited' or failure_action.http_status = 429 then 'pause'
    when failure_action.error_code in ('authentication', 'model_not_found', 'not_configured')
      or failure_action.http_status in (401, 402, 403, 404) then 'refused'
    when failure_action.error_code in ('context_length_exceeded', 'content_filter', 'bad_request', 'too_large')
      or failure_action.http_status in (400, 413, 422) then 'permanent'
    else 'transient'
  end;
end
$$;
comment on function howdah.failure_action(text, integer) is
  'What a failed call means: pause (rate limit), refused (nobody gets through with this key or model), permanent '
  '(this request never will), transient (try again).';
