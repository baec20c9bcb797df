-- With standard_conforming_strings off, which any session may set, '\S' in a body would be 'S': patterns that check or
-- quote what comes in would not hold. So functions with a backslash pin it; the others save the time.
do $do$
declare
  v_function regprocedure;
begin
  for v_function in
    select p.oid
      from pg_proc as p
     where p.pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
       -- Only what this install laid: a function of yours stays as it is.
       and p.xmin = pg_current_xact_id()::xid
       and p.cmin::text::bigint > current_setting('howdah.revoked_by')::bigint
       and p.prokind = 'f' and p.prosqlbody is null and p.prosrc like '%\\%'
       and not coalesce('standard_conforming_strings=on' = any (p.proconfig), false)
  loop
    execute format('alter function %s set standard_conforming_strings = on', v_function);
  end loop;
end
$do$;
