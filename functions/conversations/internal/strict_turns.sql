create or replace function howdah_internal.strict_turns(messages jsonb)
  returns jsonb
  language plpgsql
  immutable
as $$
begin
  return (
    with said as (
      select m.position, m.message -> 'content' as content,
             case when m.message ->> 'role' in ('system', 'developer') then 'system'
               when m.message ->> 'role' = 'assistant' then 'assistant' else 'user' end as role
        from jsonb_array_elements(strict_turns.messages) with ordinality as m (message, position)
      union all
      -- Only where the assistant is the first to speak.
      select 0, '"(The assistant begins.)"', 'user'
       where jsonb_path_query_first(
               strict_turns.messages, '$[*] ? (@.role != "system" && @.role != "developer").role') = '"assistant"'
    ), turned as (
      select s.*, s.role is distinct from lag(s.role) over same as is_new
        from said as s
      window same as (partition by s.role = 'system' order by s.position)
    ), numbered as (
      select t.*, count(*) filter (where t.is_new) over (partition by t.role = 'system' order by t.position) as turn
        from turned as t
    ), merged as (
      select n.role, n.turn, case
               when bool_and(jsonb_typeof(n.content) = 'string') then
                 to_jsonb(string_agg(n.content #>> '{}', E'\n\n' order by n.position))
               -- Images and files stay among the texts that they came with.
               else jsonb_path_query_array(jsonb_agg(
                 case jsonb_typeof(n.content) when 'array' then n.content
                   else jsonb_build_array(jsonb_build_object('type', 'text', 'text', n.content)) end
                 order by n.position), '$[*][*]')
             end as content
        from numbered as n
       group by n.role, n.turn
    )
    select jsonb_agg(
             jsonb_build_object('role', m.role, 'content', m.content) order by m.role != 'system', m.turn)
      from merged as m
  );
end
$$;
comment on function howdah_internal.strict_turns is
  'Messages as every server takes them: all instructions in one system message, the first; then user and assistant in '
  'turn, beginning with user, neighbours of one role in one message, its content a text, or parts where one has. What '
  'a tool said is said by the user.';
