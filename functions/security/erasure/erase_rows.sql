create or replace function howdah.erase_rows(
  relation text,
  condition text,
  change text,
  tenant text,
  dry_run boolean,
  max_rows bigint
)
  returns bigint
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_where text := format('tenant_id = $1 and (%s)', erase_rows.condition);
  v_rows bigint;
begin
  if erase_rows.dry_run then
    execute format('select count(*) from howdah.%I where %s', erase_rows.relation, v_where)
      into v_rows using erase_rows.tenant;
    return v_rows;
  end if;
  if erase_rows.max_rows is not null then
    -- Partitions may have equal ctids: then a few more go, and these are to go anyway.
    v_where := format('ctid = any (array(select ctid from howdah.%I where %s limit $2)) and %s',
      erase_rows.relation, v_where, v_where);
  end if;
  execute case
    when erase_rows.change is null then format('delete from howdah.%I where %s', erase_rows.relation, v_where)
    else format('update howdah.%I set %s where %s', erase_rows.relation, erase_rows.change, v_where)
  end using erase_rows.tenant, erase_rows.max_rows;
  get diagnostics v_rows = row_count;
  return v_rows;
end
$$;
comment on function howdah.erase_rows(text, text, text, text, boolean, bigint) is
  'Deletes or changes the rows of a tenant for which a condition of tenant_erasure_steps holds, at most about max_rows '
  'where it is not null, or only counts them.';
