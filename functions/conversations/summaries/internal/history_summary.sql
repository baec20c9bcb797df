create or replace function howdah_internal.history_summary(
  tenant text,
  conversation_id uuid,
  message_id uuid,
  tokens_above bigint,
  room integer,
  step integer
)
  returns howdah.conversation_summaries
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_summary howdah.conversation_summaries;
begin
  if (history_summary.tokens_above > history_summary.room) is not true or not exists (
    select from howdah.conversation_summaries as s
     where s.tenant_id = history_summary.tenant and s.conversation_id = history_summary.conversation_id
       and s.content is not null
  ) then
    return null;
  end if;
  select s.* into v_summary
    from howdah_internal.branch_summaries(
           history_summary.tenant, history_summary.conversation_id, history_summary.message_id,
           history_summary.tokens_above, history_summary.step * ceil(
             (history_summary.tokens_above - history_summary.room)::numeric / history_summary.step)::bigint) as b
    join howdah.conversation_summaries as s
      on s.tenant_id = history_summary.tenant and s.message_id = b.last_message_id and s.content is not null
   cross join lateral (
     select b.tokens >= history_summary.step * ceil((
              history_summary.tokens_above - history_summary.room + s.token_count
            )::numeric / history_summary.step)::bigint as is_enough
   ) as e
   -- What is said word by word comes first.
   where s.token_count <= history_summary.room / 2
   -- The one that leaves no gap and takes the least away; else the one with the smallest gap.
   order by e.is_enough desc, case when e.is_enough then b.tokens else -b.tokens end
   limit 1;
  return v_summary;
end
$$;
comment on function howdah_internal.history_summary is
  'The summary that stands in a request for what its history, message_id and those above it, has no room for; null '
  'where all of it fits, or none was written of this branch.';
