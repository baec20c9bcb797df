create or replace function howdah.put_document(
  tenant text,
  collection text,
  source text,
  owner text,
  title text,
  content text,
  content_hash bytea,
  language text,
  metadata jsonb,
  is_chunked_by_caller boolean
)
  returns table (document_id uuid, is_new_text boolean)
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_old howdah.documents;
begin
  -- Again when the row that stood in the way is deleted before we lock it.
  loop
    insert into howdah.documents (
      tenant_id, collection, source, owner_id, title, content, content_hash, language, metadata, is_chunked_by_caller
    )
    values (
      put_document.tenant, put_document.collection, put_document.source, put_document.owner, put_document.title,
      put_document.content, put_document.content_hash, put_document.language, put_document.metadata,
      put_document.is_chunked_by_caller
    )
    on conflict on constraint documents_source_key do nothing
    returning id into document_id;
    exit when document_id is not null;
    select d.* into v_old
      from howdah.documents as d
     where d.tenant_id = put_document.tenant
       and d.collection = put_document.collection
       and d.source = put_document.source
       and d.owner_id is not distinct from put_document.owner
       for update;
    document_id := v_old.id;
    exit when found;
  end loop;
  is_new_text := v_old.content_hash is distinct from put_document.content_hash
    or v_old.is_chunked_by_caller != put_document.is_chunked_by_caller;
  if v_old.id is not null and (is_new_text or v_old.metadata != put_document.metadata) then
    update howdah.documents as d
       set title = put_document.title,
           content = put_document.content,
           content_hash = put_document.content_hash,
           language = put_document.language,
           metadata = put_document.metadata,
           is_chunked_by_caller = put_document.is_chunked_by_caller,
           version = d.version + 1,
           updated_at = howdah.now()
     where d.tenant_id = put_document.tenant
       and d.id = v_old.id;
  end if;
  return next;
end
$$;
comment on function howdah.put_document(text, text, text, text, text, text, bytea, text, jsonb, boolean) is
  'Adds a document or replaces the one of this source in place; says whether its chunks must be made anew.';
