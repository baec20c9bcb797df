drop function if exists howdah.delete_missing_documents(text, text[], text);
create or replace function howdah.delete_missing_documents(
  collection text,
  sources text[],
  prefix text,
  folders text[] default null
)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah.current_user_id();
  v_documents uuid[];
begin
  if delete_missing_documents.sources is null or delete_missing_documents.prefix is null then
    raise exception 'sources and prefix are required'
      using errcode = '22004', hint = 'An empty prefix means all sources, an empty list that nothing stays.';
  end if;
  v_documents := array(
    select d.id
      from howdah.documents as d
     where d.tenant_id = v_tenant
       and d.collection = coalesce(delete_missing_documents.collection, 'default')
       and d.owner_id is not distinct from v_user
       and starts_with(d.source, delete_missing_documents.prefix)
       -- What a file made goes with the file, what a row made with the row, and the rest with nobody but who calls.
       and case when delete_missing_documents.folders is null
             then d.origin_path is null and howdah_internal.document_origin(d) is distinct from 'watch'
             else howdah_internal.lies_below(d.origin_path, delete_missing_documents.folders) end
       and not exists (
         select from unnest(delete_missing_documents.sources) as s (source)
          where s.source = case when delete_missing_documents.folders is null then d.source else d.origin_path end)
     order by d.id
       for update
  );
  return howdah_internal.remove_documents(v_tenant, v_documents);
end
$$;
comment on function howdah.delete_missing_documents is
  'Deletes your documents of a collection (the tenant''s without a user) whose source begins with prefix and is not in '
  'sources; returns how many. Documents of files and of watched rows stay. With folders (from the root) it is about '
  'documents of files instead: those taken from files below them whose paths are not in sources. Raises 22004. '
  'Example: select howdah.delete_missing_documents(''default'', array[''docs/a.md''], ''docs/'').';
grant execute on function howdah.delete_missing_documents to howdah_app;
