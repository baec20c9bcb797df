create or replace function howdah_internal.judge_embed_chunk(
  job_ids bigint[],
  lane howdah.lanes,
  action text,
  attempt integer,
  error_code text,
  http_status integer
)
  returns text
  language plpgsql
  stable
as $$
begin
  return null;
end
$$;
comment on function howdah_internal.judge_embed_chunk is
  'Nothing special: what fails is tried again, halved or given up as any other job.';
