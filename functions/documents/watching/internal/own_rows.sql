create or replace function howdah_internal.own_rows(relation regclass)
  returns text
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  -- No unique index reaches the rows of a table that inherits: there one key may be two rows.
  return (
    select case c.relkind when 'p' then '' else 'only ' end || c.oid::regclass
      from pg_class as c
     where c.oid = own_rows.relation
  );
end
$$;
comment on function howdah_internal.own_rows is
  'The table as a query reads it: with its partitions, without tables that inherit from it.';
