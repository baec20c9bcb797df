create or replace function howdah_internal.clean_cache()
  returns bigint
  language plpgsql
  volatile
as $$
declare
  v_count bigint;
begin
  if not howdah_internal.may_delete() then
    return 0;
  end if;
  delete from howdah_internal.llm_cache as c
   where c.ctid = any (array(
     select o.ctid from howdah_internal.llm_cache as o where o.expires_at <= howdah.now() for update skip locked));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function howdah_internal.clean_cache is
  'Deletes cached answers that have expired (they are never served anyway) and returns how many.';
