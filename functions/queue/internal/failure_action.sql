create or replace function howdah_internal.failure_action(error_code text, http_status integer)
  returns text
  language sql
  immutable
return case
  -- An empty account answers 429 too, but no waiting helps.
  when error_code in ('insufficient_quota', 'wrong_dimensions') then 'refused'
  -- Larger than the limit itself: no waiting helps, and the others may go on.
  when error_code in ('context_length_exceeded', 'content_filter', 'bad_request', 'too_large', 'empty_answer')
    then 'permanent'
  when error_code = 'aborted' then 'released'
  when error_code = 'rate_limited' or http_status = 429 then 'pause'
  when error_code in ('authentication', 'model_not_found', 'not_configured')
    or http_status in (401, 402, 403, 404) then 'refused'
  when http_status in (400, 413, 422) then 'permanent'
  else 'transient'
end;
comment on function howdah_internal.failure_action is
  'What a failed call means: pause (rate limit), refused (nobody gets through with this key or model), permanent (this '
  'request never will), released (whoever called had to stop), transient (try again).';
