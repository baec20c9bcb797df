create or replace function howdah_internal.tg_messages__stale_summaries()
  returns trigger
  language plpgsql
  security definer -- whoever may change the message
  set search_path from current
as $$
declare
  v_runs uuid[];
begin
  with stale as (
    update howdah.conversation_summaries as s
       set stale_at = howdah.now(), content = null
     where s.tenant_id = old.tenant_id and s.conversation_id = old.conversation_id
       and old.seq between s.from_seq and s.to_seq and s.stale_at is null
    returning s.run_id
  )
  select array_agg(s.run_id) into v_runs from stale as s;
  -- What they were told and said holds the former text too. A call under way ends first (keep_summary), and is paid.
  delete from howdah.conversations as c
   where c.tenant_id = old.tenant_id and c.summary_of = old.conversation_id and exists (
     select from howdah.messages as m
      where m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.id = any (v_runs)
        and m.status not in ('pending', 'streaming'));
  return null;
end
$$;
comment on function howdah_internal.tg_messages__stale_summaries is
  'When what was said is changed, no summary that covers it is used any more, of this branch or another; their texts '
  'go. One that is deleted takes the summaries that end with it or below it along.';

-- Not while an answer is written: nothing covers it yet. As rows the columns would be printed in another way by a
-- database that a dump was restored into.
select howdah_internal.lay_trigger(
         'howdah.messages', 'messages_stale_summaries', 'after update of content, status, role, parent_id',
         'for each row when (old.status not in (''pending'', ''streaming'') '
         'and (old.content is distinct from new.content or old.status is distinct from new.status '
         'or old.role is distinct from new.role or old.parent_id is distinct from new.parent_id)) '
         'execute function howdah_internal.tg_messages__stale_summaries()');
