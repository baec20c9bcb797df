create or replace function howdah_internal.check_time_zone(time_zone text)
  returns void
  language plpgsql
  stable
as $$
begin
  if check_time_zone.time_zone is null then
    raise exception 'time_zone is null'
      using errcode = '22004', hint = 'Use an IANA name such as Europe/Berlin, or UTC.';
  end if;
  -- An abbreviation would mean the same offset all year.
  if check_time_zone.time_zone !~ '^(UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+)$' then
    raise invalid_parameter_value;
  end if;
  perform pg_catalog.now() at time zone check_time_zone.time_zone;
exception
  when invalid_parameter_value then
    raise exception 'the time zone is not known'
      using errcode = '22023', hint = 'Use an IANA name such as Europe/Berlin; see pg_timezone_names.';
end
$$;
comment on function howdah_internal.check_time_zone is
  'Raises 22004 or 22023 unless the time zone is one that PostgreSQL knows by name.';
