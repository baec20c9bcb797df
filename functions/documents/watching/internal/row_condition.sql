create or replace function howdah_internal.row_condition(condition jsonb, columns text)
  returns text
  language plpgsql
  stable
  set search_path from current
as $$
begin
  -- Some keys mean a document where search filters; here created_at is a column like any other.
  return howdah_internal.filter_condition(
    (select jsonb_object_agg(
              case when f.key = 'or' and jsonb_typeof(f.value) = 'array' then f.key else 'column ' || f.key end,
              case when f.key = 'or' and jsonb_typeof(f.value) = 'array' then (
                select jsonb_agg(case jsonb_typeof(e.value) when 'object' then (
                         select jsonb_object_agg('column ' || k.key, k.value) from jsonb_each(e.value) as k)
                       else e.value end)
                  from jsonb_array_elements(f.value) as e)
              else f.value end)
       from jsonb_each(row_condition.condition) as f),
    row_condition.columns);
end
$$;
comment on function howdah_internal.row_condition is
  'A condition of watched rows as SQL over a jsonb object of the row''s columns, each key with column before it; null '
  'for all rows. Raises 22023.';
