create or replace function howdah.clean_cache()
  returns bigint
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_rows bigint;
  v_count bigint := 0;
begin
  loop
    delete from howdah.llm_cache as c
     where c.ctid = any (array(
       select o.ctid from howdah.llm_cache as o
        where o.expires_at <= howdah.now()
        order by o.expires_at
        limit 1000
          for update skip locked));
    get diagnostics v_rows = row_count;
    v_count := v_count + v_rows;
    exit when v_rows < 1000;
  end loop;
  return v_count;
end
$$;
comment on function howdah.clean_cache() is
  'Deletes cached answers that have expired (they are never served anyway) and returns how many. '
  'Example: select howdah.clean_cache().';
