create or replace function howdah_internal.drop_former(signature text, wanted text)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_function oid := to_regprocedure(drop_former.signature);
begin
  if exists (
    select from pg_proc as p
     where p.oid = v_function and drop_former.wanted != all (coalesce(p.proargnames, '{}'))
       and drop_former.wanted != pg_get_function_result(p.oid)
  ) then
    execute format('drop routine %s', v_function::regprocedure);
  end if;
end
$$;
comment on function howdah_internal.drop_former is
  'Drops a function whose result has changed since: unless what is wanted is its result, or a column of it. To drop '
  'one that is right would take it from those who wait inside.';
