--! Previous: sha1:5081d7221ed7154e1bb3cd4d87b26a0ba5aefdeb
--! Hash: sha1:ab75e9ed3b69c45d3b4377aae32127ab49f799b5
--! Message: watch-conditions

alter table howdah.watched_tables
  add column condition jsonb,
  add column files text;
comment on column howdah.watched_tables.condition is
  'Rows that do not fulfil it are no documents; in the grammar of search''s filter, over columns. Null is all rows.';
comment on column howdah.watched_tables.files is
  'The files of the table and its partitions when all rows were last to be read. A truncate, an attached partition or '
  'an alter table that writes all rows anew changes them, and so they are read again; null reads them again too.';
