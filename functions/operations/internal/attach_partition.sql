create or replace function howdah_internal.attach_partition(
  parent text,
  suffix text,
  time_column text,
  starts_on date,
  ends_before date
)
  returns boolean
  language plpgsql
  volatile
as $$
declare
  v_name text := attach_partition.parent || '_' || attach_partition.suffix;
  -- Whatever TimeZone and DateStyle are; a column of type date takes the day of it.
  v_starts text := to_char(attach_partition.starts_on, 'YYYY-MM-DD 00:00+00');
  v_ends text := to_char(attach_partition.ends_before, 'YYYY-MM-DD 00:00+00');
begin
  if to_regclass(v_name) is not null then
    return false;
  end if;
  -- Attaching takes a weaker lock than creating in place, and gives up soon: the next call tries again.
  perform set_config('lock_timeout', '1s', true);
  execute format('create table %s (like %s including defaults including constraints)', v_name, attach_partition.parent);
  execute format('alter table %s enable row level security', v_name);
  execute format('comment on table %s is %L', v_name, format(
    'Rows from %s to before %s (UTC).', attach_partition.starts_on, attach_partition.ends_before));
  -- Rows of that time which came before it: they would keep it from being attached.
  execute format('lock table %s_default in access exclusive mode', attach_partition.parent);
  perform set_config('howdah.tends_logs', 'on', true);
  execute format(
    'with moved as (delete from %1$s_default where %2$I >= %4$L and %2$I < %5$L returning *)
     insert into %3$s select m.* from moved as m',
    attach_partition.parent, attach_partition.time_column, v_name, v_starts, v_ends);
  perform set_config('howdah.tends_logs', '', true);
  execute format('alter table %s attach partition %s for values from (%L) to (%L)',
    attach_partition.parent, v_name, v_starts, v_ends);
  return true;
exception
  -- Somebody holds a lock, or makes it at the same time.
  when lock_not_available or duplicate_table then
    return false;
end
$$;
comment on function howdah_internal.attach_partition is
  'Makes a partition of a time (UTC), with the rows of it that lie in the default partition; false where it is there, '
  'or cannot be locked within a second.';
