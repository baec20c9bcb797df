--! Previous: sha1:ffab7932b703be07e9f9b02cc841ed1b6c4a9ada
--! Hash: sha1:3d37c5f38bd363ce548aece2fc38c6cbe44a019b
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
