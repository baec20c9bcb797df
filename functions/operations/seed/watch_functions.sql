-- Triggers and functions of watched tables, as this version makes them; what older ones missed is read again.
with laid as materialized (
  select w.id, howdah_internal.lay_watch_triggers(w, s.relation) as done
    from howdah.watched_tables as w
   cross join lateral howdah_internal.watch_state(w) as s
   where s.fault is null and s.must_be_laid and has_table_privilege(s.relation, 'trigger')
     -- Without its columns it stands still, and says so.
     and howdah_internal.watch_columns(w) <@ array(
       select a.attname::text from pg_attribute as a where a.attrelid = s.relation and not a.attisdropped)
), forgotten as (
  -- Keys that they noted may be of another spelling.
  delete from howdah_internal.watched_changes as c using laid as l where c.watched_table_id = l.id
)
insert into howdah_internal.watched_changes (watched_table_id)
select l.id from laid as l;
select howdah_internal.make_watch_function(w, s.relation)
  from howdah.watched_tables as w
 cross join lateral howdah_internal.watch_state(w) as s
 where s.fault is null and not howdah_internal.is_watched_by_row(s.relation);
