create or replace function howdah_internal.leave_embed_query(
  job_ids bigint[],
  outcome text,
  error_code text default null,
  error_message text default null
)
  returns bigint[]
  language sql
  immutable
return case when leave_embed_query.outcome = 'expired' then leave_embed_query.job_ids else '{}' end;
comment on function howdah_internal.leave_embed_query is
  'Those whose time is over go without a dead letter: nobody waits for the vector of a late query.';
