-- Indexes and constraints as the migrations leave them, without those of partitions, which have their parents'.
select concat_ws(E'\t', k.object, k.statement) as line
  from (
    select format('constraint %I on %s', c.conname, c.conrelid::regclass) as object,
           format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
             as statement,
           array_position('{p,u,x,c,f}', c.contype::text) as place
      from pg_constraint as c
      join pg_class as t on t.oid = c.conrelid
     where t.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
       and not t.relispartition and c.contype in ('p', 'u', 'x', 'c', 'f')
    union all
    select format('index %I on %s', i.relname, x.indrelid::regclass),
           replace(pg_get_indexdef(x.indexrelid), ' ON ONLY ', ' ON '), 6
      from pg_index as x
      join pg_class as i on i.oid = x.indexrelid
      join pg_class as t on t.oid = x.indrelid
     where t.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
       and not t.relispartition
       and not exists (select from pg_constraint as c where c.conindid = i.oid and c.contype in ('p', 'u', 'x'))
  ) as k
 order by k.place, k.object collate "C";
