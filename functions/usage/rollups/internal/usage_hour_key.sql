create or replace function howdah_internal.usage_hour_key(at timestamptz)
  returns bigint
  language sql
  -- Not immutable, as extract is not: so it is inlined.
  stable
return hashtextextended('howdah.usage_hour', floor(extract(epoch from at) / 3600)::bigint);
comment on function howdah_internal.usage_hour_key is
  'Key of the advisory lock of the hour: shared by those who write usage of it, exclusive for who rolls it up.';
