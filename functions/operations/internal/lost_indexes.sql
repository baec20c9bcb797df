create or replace function howdah_internal.lost_indexes()
  returns table (relation text, name text, statement text, is_there boolean, is_partitioned boolean)
  language plpgsql
  stable
  set search_path from current
as $$
begin
  return query
  select l.relation, l.name, l.statement, l.is_there, c.relkind = 'p'
    from (
      select (regexp_match(d.object, ' on (.*)$'))[1] as relation,
             regexp_replace(d.object, '^index (.*) on (.*)\..*$', '\2.\1') as name, i.source as statement,
             d.difference != 'is missing' as is_there
        from howdah_internal.install_differences() as d
        join howdah_internal.installed_facts as i using (object)
       -- What is unique the install has tried to make already.
       where d.object like 'index %' and i.source not like 'CREATE UNIQUE %'
      union all
      -- Of the partitions that register_model makes; another HNSW index of your own does as well.
      select 'howdah.embeddings_' || m.id, format('howdah.embeddings_%s_hnsw_idx', m.id), s.statement,
             to_regclass(format('howdah.embeddings_%s_hnsw_idx', m.id)) is not null
        from howdah.models as m
       cross join howdah_internal.index_statement(m) as s (statement)
       where s.statement is not null and not exists (
         select from pg_index as x
           join pg_class as c on c.oid = x.indexrelid
           join pg_am as a on a.oid = c.relam
          where x.indrelid = to_regclass('howdah.embeddings_' || m.id) and x.indisvalid and a.amname = 'hnsw')
    ) as l
    join pg_class as c on c.oid = to_regclass(l.relation)
   -- Somebody is making one there at this very moment.
   where not exists (select from pg_stat_progress_create_index as p where p.relid = c.oid)
   order by l.relation, l.name;
end
$$;
comment on function howdah_internal.lost_indexes is
  'Indexes that are missing, not valid or others than an install leaves, and what makes them; howdah install does.';
