create or replace function howdah_internal.leave_embed_chunk(
  job_ids bigint[],
  outcome text,
  error_code text default null,
  error_message text default null
)
  returns bigint[]
  language sql
  immutable
return '{}'::bigint[];
comment on function howdah_internal.leave_embed_chunk is
  'Nothing is left behind: a job that is given up stays as a dead letter, for somebody wants its chunk found.';
