create or replace function howdah_internal.kept_from()
  returns date
  language plpgsql
  stable
as $$
declare
  v_days integer := howdah.setting('log_days')::integer;
begin
  return case when v_days > 0 then date_trunc('month', (howdah.now() at time zone 'UTC')::date - v_days)::date
    else '-infinity' end;
end
$$;
comment on function howdah_internal.kept_from is
  'First day that the logs keep, by the setting log_days: they go month by month.';
