create or replace function howdah_internal.dimension_rank(dimension text)
  returns integer
  language sql
  immutable
return array_position(
  array['user_prompt', 'user', 'prompt', 'feature', 'model', 'tenant'], dimension_rank.dimension);
comment on function howdah_internal.dimension_rank is
  'How wide a series of the watchdog is, by what it is told apart by: the narrowest, which says most, comes first.';
