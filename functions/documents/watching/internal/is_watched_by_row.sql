create or replace function howdah_internal.is_watched_by_row(relation regclass)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  -- Statements reach rows of a partition, or of a table that inherits, by the parent too: triggers of rows see both.
  return (
    select c.relkind = 'p' or exists (select from pg_inherits as i where i.inhrelid = c.oid)
      from pg_class as c
     where c.oid = is_watched_by_row.relation
  );
end
$$;
comment on function howdah_internal.is_watched_by_row is
  'Whether inserts and deletes of this table are seen by triggers of rows only.';
