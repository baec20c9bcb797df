-- The condition of the index chunks_former_tsv_idx names it too.
create or replace function howdah_internal.tsv_version()
  returns integer
  language sql
  immutable
return 1;
comment on function howdah_internal.tsv_version is
  'Version of the rule by which chunk_tsv and text_hash are made; chunks of an earlier one are made anew in slices.';
