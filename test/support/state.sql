-- Everything that a call can change, a row a line; and the sequences as they are now, to begin each call alike.
create function public.state() returns table (line text) language plpgsql as $$
declare
  v_table regclass;
begin
  for v_table in
    select c.oid from pg_class as c
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
       and c.relkind in ('r', 'p') and not c.relispartition
  loop
    return query execute format('select %L || '' '' || to_jsonb(t)::text from %s as t', v_table::text, v_table);
  end loop;
end $$;
create table public.sequences as
  select format('%I.%I', s.schemaname, s.sequencename)::regclass as name,
         coalesce(s.last_value, s.start_value) as value,
         s.last_value is not null as is_called
    from pg_sequences as s where s.schemaname in ('howdah', 'howdah_internal');
create function public.restore_sequences() returns bigint language sql as $$
  select count(setval(s.name, s.value, s.is_called)) from public.sequences as s $$;
create view public.arguments as
  select p.proname as fn, a.name, format_type(a.type, null) as type,
         a.n > p.pronargs - p.pronargdefaults as "isOptional",
         nullif(regexp_replace(pg_get_function_arg_default(p.oid, a.place::integer), '^NULL(::.*)?$', ''), '')
           as fallback
    from pg_proc as p
   cross join lateral (
     select row_number() over (order by x.place) as n, x.place, x.name, x.type
       from unnest(
         coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargnames,
         coalesce(p.proargmodes, array_fill('i'::"char", array[p.pronargs::integer]))
       ) with ordinality as x (type, name, mode, place)
      where x.mode in ('i', 'b')
   ) as a
   where p.pronamespace = 'howdah'::regnamespace and 'anyelement'::regtype != all (p.proargtypes::oid[]);
