create or replace function howdah_internal.row_count(relation regclass)
  returns bigint
  language plpgsql
  stable
as $$
declare
  v_count bigint := (select c.reltuples from pg_class as c where c.oid = row_count.relation);
begin
  if v_count < 100000 then
    execute format('select count(*) from %s', row_count.relation) into v_count;
  end if;
  return v_count;
end
$$;
comment on function howdah_internal.row_count is
  'Rows of a table: counted, or as vacuum last estimated them where there were 100,000 or more.';
