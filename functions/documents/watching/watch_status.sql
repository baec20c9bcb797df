create or replace view howdah.watch_status
  with (security_invoker = true)
as
select w.id as watched_table_id, w.source_schema, w.source_table, w.collection, d.document_count, d.failed_count,
       c.change_count, c.oldest_change_at, w.is_backfilled, w.error, w.error_at
  from howdah.watched_tables as w
 cross join lateral (
   select count(o.document_id) as document_count, count(o.error_at) as failed_count
     from howdah_internal.watched_documents as o
    where o.watched_table_id = w.id
 ) as d
 cross join lateral (
   select count(*) as change_count, min(h.created_at) as oldest_change_at
     from howdah_internal.watched_changes as h
    where h.watched_table_id = w.id
 ) as c;
comment on view howdah.watch_status is 'Each watched table: how many documents, what waits, what stands in the way.';
comment on column howdah.watch_status.document_count is 'Rows that are documents now.';
comment on column howdah.watch_status.failed_count is
  'Rows that cannot be one; howdah_internal.watched_documents says why.';
comment on column howdah.watch_status.change_count is
  'Noted changes that are not documents yet; one may hold up to 1,000 rows.';
comment on column howdah.watch_status.is_backfilled is
  'The rows that were there when it was watched have all been read.';
comment on column howdah.watch_status.watched_table_id is 'Number of the watched table.';
comment on column howdah.watch_status.source_schema is 'Its schema.';
comment on column howdah.watch_status.source_table is 'The table.';
comment on column howdah.watch_status.collection is 'Where its rows are documents.';
comment on column howdah.watch_status.oldest_change_at is 'When the oldest of the changes was noted.';
comment on column howdah.watch_status.error is 'What stands in the way of all rows; null is nothing.';
comment on column howdah.watch_status.error_at is 'Since when.';
grant select on howdah.watch_status to howdah_analyst;
