create or replace function howdah_internal.filter_terms(filter jsonb, above text[])
  returns table (path text[], operator text, value jsonb)
  language plpgsql
  immutable
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_known constant text[] := array['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'exists'];
  -- Of other grammars: a typing error more likely than a key.
  v_foreign constant text[] := array['like', 'ilike', 'nin', 'not', 'between', 'contains', 'regex', 'match', 'any',
    'all'];
begin
  if cardinality(filter_terms.above) > 20 then
    raise exception 'the filter is nested too deeply'
      using errcode = '22023', hint = 'Keys may be nested 20 deep.';
  end if;
  return query
  -- {"key": v}, {"key": [v, w]}, {"key": {"gte": v}}, {"key": {"nested": v}} and {"or": [{..}, {..}]}
  select case o.kind when 'operators' then filter_terms.above || f.key
           when 'or' then filter_terms.above else filter_terms.above || f.key end,
         case o.kind when 'operators' then t.key when 'in' then 'in' else o.kind end,
         case o.kind when 'operators' then t.value else f.value end
    from jsonb_each(filter_terms.filter) as f
   cross join lateral (
     select case
              when jsonb_typeof(f.value) = 'array' then
                case when f.key = 'or' and f.value @? '$[*] ? (@.type() == "object")' then 'or' else 'in' end
              when jsonb_typeof(f.value) != 'object' then 'eq'
              when f.value = '{}' or exists (
                select from jsonb_object_keys(f.value) as k (name)
                 where k.name = any (v_known || v_foreign) or starts_with(k.name, '$')
              ) then 'operators'
              else 'nested'
            end
   ) as o (kind)
    left join lateral jsonb_each(
      case when o.kind = 'operators' then case f.value when '{}' then '{"": 0}' else f.value end end) as t on true;
end
$$;
comment on function howdah_internal.filter_terms is
  'A search filter as a list of comparisons, each with the path of its key in the metadata; or and nested have filters '
  'as their value.';
