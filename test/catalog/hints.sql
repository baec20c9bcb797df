-- database: plain
begin;
select plan(2);

/*
 * Who reads a hint can do what it says: each howdah.x of the hints of a function is something that every role which may
 * call the function may call or read, unless the hint begins with the role whose it is: "As howdah_admin: ...".
 */
create temp view groups as
  select r.oid, r.rolname from pg_roles as r
  where r.rolname ~ '^howdah_(app|worker|analyst|admin|reviewer)$';
create temp table hints as
  select p.oid, p.proname, h.text[1] as text, substring(h.text[1], '^\(?(?:format\(\s*)?''As (howdah_\w+):') as said
  from pg_proc as p
  cross join regexp_matches(p.prosrc, '\mhint = ((?:[^;'']|''(?:[^'']|'''')*'')*);', 'g') as h (text)
  where p.pronamespace = 'howdah'::regnamespace;
select cmp_ok((select count(*) from hints), '>', 150::bigint, 'there are hints to look at');
select is_empty(
  $$select distinct h.proname, g.rolname, n.name[1]
    from hints as h
    join groups as g on case when h.said is null then has_function_privilege(g.oid, h.oid, 'execute')
      else g.rolname = h.said end
    cross join regexp_matches(h.text, '\mhowdah\.(\w+)', 'g') as n (name)
    where not exists (
        select from pg_proc as p
        where p.pronamespace = 'howdah'::regnamespace and p.proname = n.name[1]
          and has_function_privilege(g.oid, p.oid, 'execute'))
      and not exists (
        select from pg_class as c
        where c.relnamespace = 'howdah'::regnamespace and c.relname = n.name[1]
          and has_any_column_privilege(g.oid, c.oid, 'select'))$$,
  'what a hint names may be called or read by each role that gets to see the hint, or it says whose it is'
);

select * from finish();
rollback;
