create or replace function howdah_internal.row_filter(condition jsonb)
  returns jsonb
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  if jsonb_typeof(row_filter.condition) is distinct from 'object' then
    return row_filter.condition;
  end if;
  -- Some keys mean a document where search filters; here created_at is a column like any other.
  return (
    select coalesce(jsonb_object_agg(
             case when v.is_or then f.key else 'column ' || f.key end,
             case when v.is_or then (
               select jsonb_agg(howdah_internal.row_filter(e.value)) from jsonb_array_elements(f.value) as e (value))
             else f.value end), '{}')
      from jsonb_each(row_filter.condition) as f
     cross join lateral (select f.key = 'or' and jsonb_typeof(f.value) = 'array' as is_or) as v
  );
end
$$;
comment on function howdah_internal.row_filter is
  'A condition of watched rows as a filter over their columns, each key with column before it.';
