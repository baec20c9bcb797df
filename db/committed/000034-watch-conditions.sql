--! Previous: sha1:ffab7932b703be07e9f9b02cc841ed1b6c4a9ada
--! Hash: sha1:e95f769f88e2c61723a52f49d5c0762c5a2757c4
--! Message: watch-conditions

alter table howdah.watched_tables
  add column condition jsonb,
  add column files text;
comment on column howdah.watched_tables.condition is
  'Rows that do not fulfil it are no documents; in the grammar of search''s filter, over columns. Null is all rows.';
comment on column howdah.watched_tables.files is
  'The files of the table and its partitions when all rows were last to be read. A truncate, an attached partition or '
  'an alter table that writes all rows anew changes them, and so they are read again; null reads them again too.';
