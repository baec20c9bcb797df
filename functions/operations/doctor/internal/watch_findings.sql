create or replace function howdah_internal.watch_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
begin
  return query
  select v.code, v.severity, format('watched table %s.%s', s.source_schema, s.source_table), v.finding, v.since,
         v.advice
    from (
      select w.*, x.relation,
             coalesce(to_regclass(format('%I.%I', w.source_schema, w.source_table)), x.relation) as named,
             exists (
               select from pg_inherits as i join pg_class as c on c.oid = i.inhparent
                where c.oid = x.relation and c.relkind = 'r') as has_children
        from howdah.watch_status as w
        join howdah.watched_tables as t on t.id = w.watched_table_id
       cross join lateral (select howdah_internal.watched_relation(t)) as x (relation)
    ) as s
   cross join lateral (values
     ('watch_stopped', 'error', 'it stands still: ' || s.error, s.error_at,
       'howdah.watch_table with the columns as they are now, or howdah.unwatch_table; no change is lost meanwhile'),
     ('watch_renamed', 'error',
       case when s.named is distinct from s.relation and s.relation is not null
         then format('it follows %s, which had this name; the table that has it now is not watched', s.relation) end,
       null, 'howdah.watch_table for the table that has the name now goes on with that one'),
     ('watch_children', 'error',
       case when s.has_children then 'tables inherit from it, whose rows are no documents' end, null,
       'watch those too, each for itself, or make them partitions'),
     ('watch_rows_fail', 'warning', case when s.failed_count > 0 then s.failed_count || ' rows cannot be documents' end,
       null, 'see howdah_internal.watched_documents for the reasons'),
     ('watch_behind', 'warning',
       case when s.error is null and s.oldest_change_at < howdah.clock() - interval '5 minutes'
         then 'changes wait to become documents' end,
       s.oldest_change_at, 'start a worker, or  select howdah.sync_watched(1000)')
   ) as v (code, severity, finding, since, advice)
   where v.finding is not null;
end
$$;
comment on function howdah_internal.watch_findings is 'What is wrong with watched tables.';
