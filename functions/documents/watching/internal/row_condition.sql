create or replace function howdah_internal.row_condition(condition jsonb, columns text)
  returns text
  language plpgsql
  stable
  set search_path from current
as $$
begin
  return howdah_internal.filter_condition(
    howdah_internal.row_filter(row_condition.condition), row_condition.columns);
end
$$;
comment on function howdah_internal.row_condition is
  'A condition of watched rows as SQL over a jsonb object of the row''s columns, each key with column before it; null '
  'for all rows. Raises 22023.';
