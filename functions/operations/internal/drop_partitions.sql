do $$
begin
  if (select p.prorettype = 'void'::regtype from pg_proc as p
       where p.oid = to_regprocedure('howdah_internal.drop_partitions(regclass, text)')) then
    drop function howdah_internal.drop_partitions(regclass, text);
  end if;
end
$$;
create or replace function howdah_internal.drop_partitions(parent regclass, before text)
  returns jsonb
  language plpgsql
  volatile
as $$
declare
  v_partition regclass;
  v_errors jsonb := '{}';
begin
  for v_partition in
    select c.oid
      from pg_inherits as i
      join pg_class as c on c.oid = i.inhrelid
      join pg_class as p on p.oid = i.inhparent
     where i.inhparent = drop_partitions.parent
       -- One of an operator's own may be attached beside them.
       and c.relname ~ format('^%s_\d{%s}$', p.relname, length(drop_partitions.before))
       and substring(c.relname from '_(\d+)$') < drop_partitions.before
     order by c.relname
  loop
    begin
      -- Longer than deadlock_timeout, after which an autovacuum gives way.
      perform set_config('lock_timeout', '2s', true);
      if drop_partitions.parent = 'howdah.llm_usage'::regclass then
        -- What is billed of it stays, and nothing comes to it or is summed up in between.
        perform pg_advisory_xact_lock(hashtextextended('howdah.pruned_usage', 0));
        execute format('lock table %s in access exclusive mode', v_partition);
        perform howdah_internal.carry_usage(b.at, (b.at at time zone 'UTC' + interval '1 month') at time zone 'UTC')
           from (
             select to_timestamp(substring(c.relname from '_(\d+)$') || ' +00', 'YYYYMM TZH') as at
               from pg_class as c where c.oid = v_partition
           ) as b;
      end if;
      execute format('drop table %s', v_partition);
    exception
      -- Somebody reads it, or this transaction has just written into it.
      when lock_not_available or object_in_use then
        null;
      -- A view of somebody's own on one month must not keep the others.
      when others then
        v_errors := v_errors || jsonb_build_object(
          'partition ' || (
            select c.relnamespace::regnamespace || '.' || c.relname from pg_class as c where c.oid = v_partition),
          format('%s (%s)', left(sqlerrm, 300), sqlstate));
    end;
  end loop;
  return v_errors;
end
$$;
comment on function howdah_internal.drop_partitions is
  'Drops the partitions whose number (YYYYMMDD or YYYYMM) lies before one; what it cannot lock within two seconds it '
  'leaves for the next call. Returns why others cannot be dropped.';
