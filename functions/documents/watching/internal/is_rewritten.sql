create or replace function howdah_internal.is_rewritten(relations oid[])
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return exists (
    select from pg_trigger as t
     where t.tgrelid = any (is_rewritten.relations) and not t.tgisinternal
       and t.tgtype & (1 | 2 | 16) = 1 | 2 | 16);
end
$$;
comment on function howdah_internal.is_rewritten is
  'Whether a trigger before an update may change columns that the update does not name.';
