create or replace function howdah_internal.summary_due(
  tenant text,
  message_id uuid,
  tokens_below bigint,
  room integer,
  step integer,
  max_tokens integer,
  out last_message_id uuid,
  out from_seq bigint,
  out to_seq bigint,
  out former_id uuid,
  out tokens bigint,
  out is_under_way boolean
)
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_written uuid[] := array(
    select s.message_id
      from howdah.conversation_summaries as s
      join howdah.messages as m
        on m.tenant_id = s.tenant_id and m.id = summary_due.message_id and m.conversation_id = s.conversation_id
     where s.tenant_id = summary_due.tenant and s.content is not null);
begin
  with recursive branch as (
    select m.id, m.parent_id, m.seq, m.role, m.tokens_above as above, summary_due.tokens_below as below, 1 as n,
           false as is_covered
      from howdah.messages as m
     where m.tenant_id = summary_due.tenant and m.id = summary_due.message_id
    union all
    select m.id, m.parent_id, m.seq, m.role, m.tokens_above, b.above, b.n + 1, m.id = any (v_written)
      from branch as b
     cross join lateral (
       select i.id, i.parent_id, i.seq, i.role, i.tokens_above
         from howdah.messages as i
        where i.tenant_id = summary_due.tenant and i.id = b.parent_id
        limit 1
     ) as m
     where not b.is_covered and b.above is not null and b.n < 5000
  ), open as (
    select b.*, lag(b.role) over (order by b.n) as next_role
      from branch as b
     where not b.is_covered and b.above is not null
  ), goal as (
    select min(o.seq) as first_seq, min(o.above) as first_above, least(
             -- What the next requests have no room for, a quarter of a block ahead.
             summary_due.step * ceil((
               summary_due.tokens_below + summary_due.step / 4 - summary_due.room
                 + coalesce(max(f.token_count), summary_due.room / 8)
             )::numeric / summary_due.step)::bigint,
             min(o.above) + summary_due.max_tokens) as below
      from open as o
      left join branch as b on b.is_covered
      left join howdah.conversation_summaries as f
        on f.tenant_id = summary_due.tenant and f.message_id = b.id and f.content is not null
  )
  select o.id, coalesce(f.from_seq, g.first_seq), o.seq, f.id, o.below - g.first_above, exists (
           select from open as u
             join howdah.conversation_summaries as p
               on p.tenant_id = summary_due.tenant and p.message_id = u.id and p.stale_at is null
             join howdah.messages as r on r.tenant_id = p.tenant_id and r.id = p.run_id
            where r.status in ('pending', 'streaming'))
    into last_message_id, from_seq, to_seq, former_id, tokens, is_under_way
    from goal as g
    join open as o
      on o.below >= g.below
     -- Whole turns: what follows is asked by the user.
     and (o.next_role = 'user' or o.n = 1)
    left join branch as b on b.is_covered
    left join howdah.conversation_summaries as f
      on f.tenant_id = summary_due.tenant and f.message_id = b.id and f.content is not null
   where g.below > g.first_above
   order by o.below, o.n
   limit 1;
end
$$;
comment on function howdah_internal.summary_due is
  'Up to which message a branch is to be summarised, because the next requests will have no room for it: whole turns '
  'behind the summary that is there, at most about max_tokens at once. Null while there is room.';
