create or replace function howdah_internal.flat_usage(usage jsonb)
  returns jsonb
  language plpgsql
  immutable
as $$
begin
  return (
    with recursive leaves as (
      select '' as path, flat_usage.usage as value, 1 as depth
      union all
      select concat_ws('/', nullif(l.path, ''), nullif(p.name, '')), p.value, l.depth + 1
        from leaves as l
       cross join lateral (
         select lower(regexp_replace(regexp_replace(o.key, '^gen_ai\.usage\.', ''), '[^a-zA-Z0-9]', '', 'g')) as name,
                o.value
           from jsonb_each(case jsonb_typeof(l.value) when 'object' then l.value else '{}' end) as o
         union all
         -- Some make a list of the details of each request.
         select '', a.value
           from jsonb_array_elements(case jsonb_typeof(l.value) when 'array' then l.value else '[]' end) as a
       ) as p
       where l.depth < 6
    )
    select coalesce(jsonb_object_agg(f.path, f.count), '{}')
      from (
        select l.path, max(howdah_internal.token_count(l.value)) as count
          from leaves as l
         where jsonb_typeof(l.value) in ('number', 'string') and howdah_internal.token_count(l.value) is not null
         group by l.path
      ) as f
  );
end
$$;
comment on function howdah_internal.flat_usage is
  'The counts in a usage object under their names without case and marks, those inside others as outer/inner: what '
  'camelCase, snake_case and gen_ai.usage. say is one name.';
