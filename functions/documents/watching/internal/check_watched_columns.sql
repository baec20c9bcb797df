create or replace function howdah_internal.check_watched_columns(watched howdah.watched_tables, relation regclass)
  returns void
  language plpgsql
  stable
  security definer -- whether howdah's owner may read the table is what counts
  set search_path from current
as $$
declare
  v_name text;
begin
  if row_security_active(relation) then
    raise exception 'row level security of the table hides rows from howdah'
      using errcode = '42501',
            hint = format('Its policies would run with the rights of %I: watch a table without them, or let a role '
              'with BYPASSRLS own howdah.', current_user);
  end if;
  select c.name into v_name
    from unnest(howdah_internal.watch_columns(watched)) with ordinality as c (name, n)
   where not exists (
     select from pg_attribute as a
      where a.attrelid = relation and a.attname = c.name and a.attnum > 0 and not a.attisdropped
   )
   order by c.n
   limit 1;
  if found then
    raise exception 'the table has no column %', v_name
      using errcode = '42703', hint = 'Columns are named as in the catalog, with their case: {"Body"}.';
  end if;
  v_name := (howdah_internal.own_types(relation, watched.id_columns))[1];
  if v_name is not null then
    raise exception 'the id column % has a type that somebody made', v_name
      using errcode = '22023',
            hint = 'Pass columns of types of the system or of an extension, such as uuid, bigint or text.';
  end if;
  if howdah_internal.index_of_key(relation, watched.id_columns) is null then
    raise exception 'the id columns have no unique index, or may be null'
      using errcode = '22023',
            hint = 'Pass the columns of the primary key, or of a unique index over columns that are not null.';
  end if;
end
$$;
comment on function howdah_internal.check_watched_columns is
  'Refuses a table whose columns are gone, of unsafe types or no key, or whose rows howdah may not see.';
