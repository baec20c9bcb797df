--! Previous: sha1:7ad48358469b806f620ca1c78c1002529a80af65
--! Hash: sha1:14bdbf136874c70fe6d345304668555d4df83f23
--! Message: document-origins

-- Defaults read the transaction's own settings, so that whoever makes documents by add_document leaves its mark without
-- a second write of the row. Rows from before have none: nobody knows any more.
alter table howdah.documents
  add column origin text,
  add column origin_path text,
  add constraint documents_origin_is_known check (origin in ('application', 'ingest', 'watch'));
alter table howdah.documents
  alter column origin set default coalesce(nullif(current_setting('howdah.origin', true), ''), 'application'),
  alter column origin_path set default nullif(current_setting('howdah.origin_path', true), '');
comment on column howdah.documents.origin is
  'What made it and deletes it when its own is gone: application, ingest (from a file) or watch (from a row); null is '
  'not known, from before this was kept.';
comment on column howdah.documents.origin_path is
  'The file that howdah ingest took it from, from the root of its machine; null for what is no file.';
create index documents_origin_path_idx on howdah.documents (tenant_id, collection, origin_path text_pattern_ops)
  where origin_path is not null;
