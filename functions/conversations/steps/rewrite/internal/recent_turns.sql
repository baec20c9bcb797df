create or replace function howdah_internal.recent_turns(tenant text, message_id uuid)
  returns text
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_turns text;
  v_count bigint;
begin
  with recursive branch as (
    select 0 as n, recent_turns.message_id as parent_id, '' as role, '' as content, '' as status, null::uuid as id
    union all
    select b.n + 1, m.parent_id, m.role, m.content, m.status, m.id
      from branch as b
     cross join lateral (
       select i.id, i.parent_id, i.role, i.content, i.status
         from howdah.messages as i
        where i.tenant_id = recent_turns.tenant and i.id = b.parent_id
        limit 1
     ) as m
     where b.n < 12
  ), said as (
    select b.n, b.role, count(*) filter (where b.role = 'user') over (order by b.n) as turn,
           left(howdah_internal.without_marks(recent_turns.tenant, b.id, b.role, b.content), 800) as content
      from branch as b
     where b.role = 'user' or b.role = 'assistant' and b.status in ('complete', 'cancelled') and b.content != ''
  )
  -- What looks like our mark is set apart by a space.
  select string_agg(
           case s.role when 'user' then 'User: ' else 'Assistant: ' end
             || regexp_replace(s.content, '<(?=\s*/?\s*conversation\M)', '< ', 'gi'), E'\n' order by s.n desc),
         count(*) filter (where s.role = 'user')
    into v_turns, v_count
    from said as s
   -- The answer stands before its question in the way up.
   where s.turn < 3 or s.turn = 3 and s.role = 'user';
  return case when v_count > 0 then v_turns end;
end
$$;
comment on function howdah_internal.recent_turns is
  'The last three turns of a branch up to a message, as text for a prompt, each message at most 800 characters; null '
  'where nobody has asked anything.';
