create or replace function howdah_internal.branch_summaries(
  tenant text,
  conversation_id uuid,
  message_id uuid,
  tokens_below bigint,
  cut bigint
)
  returns table (last_message_id uuid, tokens bigint)
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_ids uuid[];
  v_first_seq bigint;
begin
  select array_agg(s.message_id), min(s.to_seq) into v_ids, v_first_seq
    from howdah.conversation_summaries as s
   where s.tenant_id = branch_summaries.tenant and s.conversation_id = branch_summaries.conversation_id
     and s.content is not null;
  return query
  with recursive branch as (
    select branch_summaries.message_id as id, branch_summaries.tokens_below as below, 1 as n,
           branch_summaries.message_id = any (v_ids) as is_found
    union all
    select m.parent_id, m.tokens_above, b.n + 1, b.is_found or m.parent_id = any (v_ids)
      from branch as b
     cross join lateral (
       select i.seq, i.parent_id, i.tokens_above
         from howdah.messages as i
        where i.tenant_id = branch_summaries.tenant and i.id = b.id
        limit 1
     ) as m
     where m.seq > v_first_seq and b.n < 5000 and not (b.is_found and b.below <= branch_summaries.cut)
  )
  select b.id, b.below from branch as b where b.id = any (v_ids);
end
$$;
comment on function howdah_internal.branch_summaries is
  'Where the written summaries of a branch end, from its end upwards to where cut tokens are above, or further to the '
  'first; tokens are those above the message that follows. One that lies 5,000 messages back is not found.';
