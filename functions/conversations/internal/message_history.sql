drop function if exists howdah_internal.message_history(text, uuid, integer);
drop function if exists howdah_internal.message_history(text, uuid, integer, bigint, integer);
create or replace function howdah_internal.message_history(
  tenant text,
  message_id uuid,
  max_tokens integer,
  tokens_above bigint default null,
  step integer default null,
  after_seq bigint default null
)
  returns table (seq bigint, role text, content text, token_count integer, id uuid, parts jsonb)
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_instructions jsonb;
  v_room bigint;
  v_from bigint;
begin
  with recursive above as (
    select howdah_internal.instruction_above(message_history.tenant, message_history.message_id) as id,
           null::bigint as seq, '' as role, '' as content
    union all
    select m.instruction_id, m.seq, m.role, m.content
      from above as a
     cross join lateral (
       select i.instruction_id, i.seq, i.role, case when i.status = 'complete' then i.content else '' end as content
         from howdah.messages as i
        where i.tenant_id = message_history.tenant and i.id = a.id
        limit 1
     ) as m
  )
  select coalesce(jsonb_agg(jsonb_build_object(
           'seq', a.seq, 'role', a.role, 'content', a.content, 'tokens', howdah.estimate_tokens(a.content))), '[]')
    into v_instructions
    from above as a
   where a.content != '';
  v_room := greatest(0, coalesce(message_history.max_tokens, howdah.setting('context_tokens')::integer) - (
    select coalesce(sum((i ->> 'tokens')::integer + 4), 0) from jsonb_array_elements(v_instructions) as i));
  -- Not where the room ends, which moves with every question, but at the step before: until the next one is reached,
  -- a request begins as the one before it, and a provider that has that beginning bills a tenth of it.
  v_from := message_history.step
    * ceil((message_history.tokens_above - v_room)::numeric / nullif(message_history.step, 0))::bigint;
  return query
  -- Walks up until the tokens are spent: a long conversation costs no more than its end.
  with recursive branch as (
    select null::uuid as id, null::bigint as seq, '' as role, '' as content, null::jsonb as parts, 0::bigint as tokens,
           message_history.message_id as parent_id, message_history.tokens_above as above, v_room as room,
           false as is_unanswered
    union all
    select m.id, m.seq, m.role, case when c.tokens > 0 then m.content end, m.parts, c.tokens, m.parent_id,
           coalesce(m.tokens_above, b.above - c.tokens), b.room - c.tokens, m.is_unanswered
      from branch as b
     cross join lateral (
       select i.id, i.seq, i.role, i.content, i.parts, i.parent_id, i.tokens_above, w.is_empty,
              -- Where none is asked after it the last question stands, while its answer is being written.
              w.is_empty and not (b.above is null and b.seq is null and i.status in ('pending', 'streaming'))
                as is_unanswered
         from howdah.messages as i
        cross join lateral (
          select i.role = 'assistant' and (i.content = '' or i.status not in ('complete', 'cancelled')) as is_empty
        ) as w
        where i.tenant_id = message_history.tenant and i.id = b.parent_id
        limit 1
     ) as m
     cross join lateral (
       select case
                when m.role in ('system', 'developer') or m.is_empty or b.is_unanswered and m.role = 'user' then 0
                -- What was counted when the message below it was added.
                when b.above - m.tokens_above > 4 then b.above - m.tokens_above
                else howdah.estimate_tokens(m.content) + howdah_internal.parts_tokens(m.parts) + 4
              end as tokens
     ) as c
     where b.room > 0 and (b.above > v_from) is not false and (m.seq > message_history.after_seq) is not false
  ), kept as (
    select b.*, min(b.seq) filter (where b.role = 'user' and b.tokens > 0) over () as first_seq,
           bool_or(b.parent_id is null) over () as is_whole
      from branch as b
     where b.seq is not null and b.room >= 0 and (b.above >= v_from) is not false
  )
  select (i ->> 'seq')::bigint, i ->> 'role', i ->> 'content', (i ->> 'tokens')::integer, null::uuid, null::jsonb
    from jsonb_array_elements(v_instructions) as i
  union all
  select k.seq, k.role, howdah_internal.without_marks(message_history.tenant, k.id, k.role, k.content),
         k.tokens::integer - 4, k.id, k.parts
    from kept as k
   -- Whole turns: an answer does not come without its question.
   where k.tokens > 0 and (k.seq >= k.first_seq or k.is_whole);
end
$$;
comment on function howdah_internal.message_history is
  'A message and those above it in its branch that fit into max_tokens (null is the setting context_tokens): system '
  'and developer messages always, then the newest turns, without questions that were never answered. With '
  'tokens_above, that of the next message, it begins at a multiple of step; and behind after_seq.';
