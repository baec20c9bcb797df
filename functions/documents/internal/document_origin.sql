create or replace function howdah_internal.document_origin(document howdah.documents)
  returns text
  language plpgsql
  stable
as $$
begin
  return coalesce(document.origin, (
    select 'watch'
      from howdah_internal.watched_documents as w
     where w.tenant_id = document.tenant_id and w.document_id = document.id
     limit 1));
end
$$;
comment on function howdah_internal.document_origin is
  'What made a document, also where that was not noted at the time; null is not known.';
