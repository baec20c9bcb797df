create or replace function howdah_internal.watched_tree(relation regclass)
  returns oid[]
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return array(
    select watched_tree.relation::oid
    union
    select p.relid::oid from pg_partition_tree(watched_tree.relation) as p
  );
end
$$;
comment on function howdah_internal.watched_tree is 'A watched table and its partitions.';
