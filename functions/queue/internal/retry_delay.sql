create or replace function howdah_internal.retry_delay(attempt integer, retry_after_ms integer default null)
  returns interval
  language plpgsql
  volatile
as $$
begin
  return make_interval(secs => greatest(
    1, case when retry_delay.retry_after_ms > 0 then least(86400, retry_delay.retry_after_ms / 1000.0) end,
    random() * least(600, howdah.setting('retry_base_seconds')::numeric * 3 ^ retry_delay.attempt)
  )::double precision);
end
$$;
comment on function howdah_internal.retry_delay is
  'How long a failed job waits: at random up to the setting retry_base_seconds times 3 to the power of the attempt and '
  'at most 10 minutes, but a second or what the provider asked for at least.';
