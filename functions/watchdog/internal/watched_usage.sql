create or replace function howdah_internal.watched_usage(starts_at timestamptz, ends_at timestamptz)
  returns setof howdah_internal.usage_hourly_users
  language plpgsql
  stable
  rows 1000
  set jit = off
as $$
begin
  return query
  select u.* from howdah_internal.usage_hourly_users as u
   where u.hour >= watched_usage.starts_at and u.hour < watched_usage.ends_at;
  -- What is not rolled up yet is dear to ask for.
  if watched_usage.ends_at > (
    select r.done_until from howdah_internal.usage_rollups as r where r.name = 'usage'
  ) then
    return query
    select u.* from howdah_internal.unrolled(null::howdah_internal.usage_hourly_users) as u
     where u.hour >= watched_usage.starts_at and u.hour < watched_usage.ends_at;
  end if;
end
$$;
comment on function howdah_internal.watched_usage is
  'Usage of a time by hour, user and prompt version, also what is not rolled up yet; what has just come late to an '
  'earlier hour is not in it.';
