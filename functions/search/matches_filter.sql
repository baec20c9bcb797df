create or replace function howdah.matches_filter(attributes jsonb, filter jsonb)
  returns boolean
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  return not exists (
    select from jsonb_each(matches_filter.filter) as f (key, condition)
     where not howdah.matches_condition(matches_filter.attributes -> f.key, f.condition)
  );
end
$$;
comment on function howdah.matches_filter(jsonb, jsonb) is 'Whether all conditions of a search filter hold.';
