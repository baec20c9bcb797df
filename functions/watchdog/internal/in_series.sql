create or replace function howdah_internal.in_series(
  series howdah_internal.watched_series,
  user_id text,
  provider text,
  model text,
  feature text,
  prompt text,
  prompt_version integer
)
  returns boolean
  language sql
  immutable
return coalesce((in_series.series).user_id = in_series.user_id, true)
  and coalesce((in_series.series).provider = in_series.provider, true)
  and coalesce((in_series.series).model = in_series.model, true)
  and coalesce((in_series.series).feature = in_series.feature, true)
  and coalesce((in_series.series).prompt = in_series.prompt, true)
  and coalesce((in_series.series).prompt_version = in_series.prompt_version, true);
comment on function howdah_internal.in_series is
  'Whether calls of these names are among those of a series of the same tenant.';
