-- Only of those that were never called: whether one is behind its rows costs a look at all of them.
create or replace function howdah_internal.sequence_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_one record;
  v_has_rows boolean;
begin
  for v_one in
    select format('%I.%I', s.nspname, c.relname) as relation, a.attname as name
      from pg_attribute as a
      join pg_class as c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
      join pg_namespace as s on s.oid = c.relnamespace and s.nspname in ('howdah', 'howdah_internal')
      join pg_depend as d
        on d.refclassid = 'pg_class'::regclass and d.refobjid = a.attrelid and d.refobjsubid = a.attnum
       and d.classid = 'pg_class'::regclass and d.deptype = 'i'
      join pg_sequence as q on q.seqrelid = d.objid
     where a.attidentity != '' and pg_sequence_last_value(q.seqrelid) is null
     order by 1
  loop
    execute format('select exists (select from %s)', v_one.relation) into v_has_rows;
    if v_has_rows then
      return query
      select 'late_sequence', 'error', 'table ' || v_one.relation,
             format('%s begins at 1 though there are rows, as after logical replication: new ones meet old ones',
               v_one.name),
             null::timestamptz,
             format('select setval(pg_get_serial_sequence(%1$L, %2$L), (select max(%2$I) from %1$s))',
               v_one.relation, v_one.name);
    end if;
  end loop;
end
$$;
comment on function howdah_internal.sequence_findings is
  'Sequences that were never called while their tables have rows.';
