-- Whole numbers and microseconds in numeric: nothing is rounded, so that the count is that of the theory.
create or replace function howdah_internal.bucket_level(
  level numeric, level_at timestamptz, limit_value bigint, at timestamptz
)
  returns numeric
  language sql
  immutable
return greatest(0, level - limit_value * case when isfinite(at) and isfinite(level_at)
  then greatest(0, extract(epoch from at - level_at)) else 0 end);
comment on function howdah_internal.bucket_level is
  'What is left in a rate limit''s bucket at a time, times the seconds of its period.';
grant execute on function howdah_internal.bucket_level to howdah_analyst, howdah_admin;
