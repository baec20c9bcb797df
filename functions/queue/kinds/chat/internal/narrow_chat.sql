create or replace function howdah_internal.narrow_chat(lane howdah.lanes, job_ids bigint[])
  returns bigint[]
  language sql
  immutable
return narrow_chat.job_ids;
comment on function howdah_internal.narrow_chat is
  'All of these: whether an answer needs a call is found out by its first step.';
