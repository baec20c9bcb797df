drop function if exists howdah.delete_document(uuid);
create or replace function howdah.delete_document(
  document_id uuid default null,
  source text default null,
  collection text default null
)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah.current_user_id();
  v_audiences bigint[] := howdah_internal.audiences_of(v_tenant, v_user);
  v_ids uuid[];
begin
  if delete_document.document_id is not null and delete_document.source is not null then
    raise exception 'document_id and source are both given'
      using errcode = '22023', hint = 'Pass one of them: a source alone names a document of a collection.';
  end if;
  v_ids := array(
    select d.id
      from howdah.documents as d
     where d.tenant_id = v_tenant
       and (d.id = delete_document.document_id
         or d.source = delete_document.source and d.collection = coalesce(delete_document.collection, 'default'))
       and howdah_internal.may_write(d.owner_id, d.audience_id, v_user, v_audiences)
       for update
  );
  if cardinality(v_ids) = 0 then
    raise exception 'there is no such document'
      using errcode = 'PT404',
            hint = 'It may be gone already, belong to another user, or be of another collection than default.';
  end if;
  if cardinality(v_ids) > 1 then
    raise exception 'a private and a shared document have this source'
      using errcode = 'PT409', hint = 'Pass the document_id of the one you mean.';
  end if;
  perform howdah_internal.refuse_watched(v_tenant, v_ids);
  perform howdah_internal.remove_documents(v_tenant, v_ids);
  return true;
end
$$;
comment on function howdah.delete_document is
  'Deletes a document, by its id or by its source in a collection (default), with its chunks, vectors and waiting '
  'jobs; returns true. Readers of somebody''s document cannot. Raises 22023 for both, PT404 when it is not there or '
  'not yours, PT409 when it is a row of a watched table or two have the source. Example: select '
  'howdah.delete_document(source => ''handbook/leave.md'').';
grant execute on function howdah.delete_document to howdah_app;
