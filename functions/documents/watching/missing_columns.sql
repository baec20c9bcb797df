create or replace function howdah.missing_columns(relation regclass, columns text[])
  returns text[]
  language plpgsql
  stable
  set search_path from current
as $$
begin
  return array(
    select c.name
      from unnest(missing_columns.columns) with ordinality as c (name, n)
     where c.name is not null and not exists (
       select from pg_attribute as a
        where a.attrelid = missing_columns.relation and a.attname = c.name and a.attnum > 0 and not a.attisdropped
     )
     order by c.n
  );
end
$$;
comment on function howdah.missing_columns(regclass, text[]) is 'Those of the names that are no columns of the table.';
