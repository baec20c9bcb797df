create or replace function howdah_internal.narrow_chat(lane howdah.lanes, job_ids bigint[])
  returns bigint[]
  language sql
  immutable
return narrow_chat.job_ids[:1];
comment on function howdah_internal.narrow_chat is
  'The first of these: its calls come one after the other, and the next ones would wait under its lease. Whether an '
  'answer needs a call is found out by its first step.';
