create or replace function howdah_internal.watched_tree(relation regclass)
  returns oid[]
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  -- Not pg_partition_tree, which waits for whoever alters a partition.
  return array(
    with recursive tree (oid) as (
      select watched_tree.relation::oid
      union all
      select i.inhrelid
        from tree as t
        join pg_inherits as i on i.inhparent = t.oid
        join pg_class as c on c.oid = i.inhrelid and c.relispartition
    )
    select t.oid from tree as t
  );
end
$$;
comment on function howdah_internal.watched_tree is 'A watched table and its partitions.';
