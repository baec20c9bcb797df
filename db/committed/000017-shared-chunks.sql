--! Previous: sha1:bc5e5241c14799fc4406b961864afba814778381
--! Hash: sha1:8e36cd068351efa19d0d666433f4e6d172726297
--! Message: shared-chunks

alter table howdah.collections add column shared_chunk_count bigint not null default 0;
comment on column howdah.collections.shared_chunk_count is
  'Chunks that the whole tenant may see, as of the last refresh_search_stats: where there are many, search does not count them.';
