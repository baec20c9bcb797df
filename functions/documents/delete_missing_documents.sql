create or replace function howdah.delete_missing_documents(collection text, sources text[], paths text[])
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
  v_count integer;
begin
  if delete_missing_documents.sources is null or delete_missing_documents.paths is null then
    raise exception 'sources and paths are required' using errcode = '22004', hint = 'Pass arrays.';
  end if;
  delete from howdah.documents as d
   where d.tenant_id = v_tenant
     and d.collection = delete_missing_documents.collection
     and d.owner_id is not distinct from howdah.current_user_id()
     and d.source != all (delete_missing_documents.sources)
     and exists (
       select from unnest(delete_missing_documents.paths) as p (path)
        where p.path in ('', '.')
           or d.source = p.path
           or starts_with(d.source, rtrim(p.path, '/') || '/')
     );
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function howdah.delete_missing_documents(text, text[], text[]) is
  'Deletes the documents of a collection whose source lies below one of the paths but is not among sources: the files '
  'that are gone. Returns how many. Example: select howdah.delete_missing_documents(''default'', ''{docs/a.md}'', ''{docs}'').';
