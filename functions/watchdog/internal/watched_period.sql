create or replace function howdah_internal.watched_period(
  period text,
  at timestamptz,
  tenant text,
  out starts_at timestamptz,
  out ends_at timestamptz,
  out is_over boolean
)
  language plpgsql
  stable
as $$
declare
  v_zone text := coalesce(
    (select t.time_zone from howdah.tenants as t where t.tenant_id = watched_period.tenant), 'UTC');
  v_day date := (watched_period.at at time zone v_zone)::date;
begin
  if watched_period.period = 'hour' then
    starts_at := watched_period.at;
    ends_at := watched_period.at + interval '1 hour';
    is_over := ends_at <= howdah.now();
  else
    starts_at := v_day::timestamp at time zone v_zone;
    ends_at := (v_day + 1)::timestamp at time zone v_zone;
    -- With its last hour, once.
    is_over := ((watched_period.at + interval '1 hour') at time zone v_zone)::date > v_day;
  end if;
end
$$;
comment on function howdah_internal.watched_period is
  'The hour that begins at a time, or the local day of the tenant that it is in, and whether that is over with it.';
