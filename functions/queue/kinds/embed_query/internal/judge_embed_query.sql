create or replace function howdah_internal.judge_embed_query(
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
  return case when judge_embed_query.action = 'refused' then 'dead' end;
end
$$;
comment on function howdah_internal.judge_embed_query is
  'dead where nobody can buy the vector now: somebody waits for it, and searches by keyword.';
