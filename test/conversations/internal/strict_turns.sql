begin;
select plan(9);
-- Roles by their first letters, d developer, t tool; texts are numbers: 's1 u2 a3'.
create function pg_temp.turns(said text) returns text language sql as $$
  select coalesce(string_agg(left(m ->> 'role', 1) || replace(m ->> 'content', E'\n\n', '+'), ' ' order by n), '')
    from jsonb_array_elements(howdah_internal.strict_turns((
      select jsonb_agg(jsonb_build_object(
               'role', case left(p, 1) when 's' then 'system' when 'd' then 'developer' when 'u' then 'user'
                 when 'a' then 'assistant' else 'tool' end,
               'content', substr(p, 2)) order by o)
        from string_to_table(said, ' ') with ordinality as x (p, o)))) with ordinality as r (m, n)
$$;
select is(pg_temp.turns('s1 u2 a3 u4'), 's1 u2 a3 u4', 'what is in order stays');
select is(pg_temp.turns('u1'), 'u1', 'without instructions there is no system message');
select is(pg_temp.turns('s1 u2 a3 s4 u5'), 's1+4 u2 a3 u5', 'there is one system message, the first');
select is(pg_temp.turns('s1 u2 d3 a4 d5 u6'), 's1+3+5 u2 a4 u6', 'what the developer says is in it');
select is(pg_temp.turns('s1 u2 u3 a4 a5 u6'), 's1 u2+3 a4+5 u6', 'neighbours of one role are one message');
select is(pg_temp.turns('u2 s3 u4 a5 u6'), 's3 u2+4 a5 u6', 'also with an instruction between them');
select is(pg_temp.turns('u1 a2 t3 u4'), 'u1 a2 u3+4', 'what a tool said is said by the user');
select is(pg_temp.turns('s1 a2 u3'), 's1 u(The assistant begins.) a2 u3', 'a greeting stays, and a user begins');
select is(pg_temp.turns('s1 u2 a3 u4 a5 u6'), pg_temp.turns('s1 u2 a3 u4 a5') || ' u6',
  'what is said next changes nothing before it');
select * from finish();
rollback;
