drop function if exists howdah.answers_by_document(uuid, integer, bytea);
create or replace function howdah.answers_by_document(
  document_id uuid,
  version double precision default null,
  content_hash bytea default null
)
  returns table (
    message_id uuid,
    conversation_id uuid,
    user_id text,
    asked_at timestamptz,
    status text,
    document_version integer,
    source_numbers integer[],
    is_cited boolean,
    is_current boolean,
    cached boolean
  )
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_version integer := howdah_internal.whole('version', answers_by_document.version);
  v_tenant text := howdah_internal.acting_tenant();
begin
  if answers_by_document.document_id is null then
    raise exception 'document_id is required'
      using errcode = '22004', hint = 'Pass the id of a document, also of a deleted one.';
  end if;
  return query
  select m.id, m.conversation_id, m.user_id, m.created_at, m.status, max(c.document_version),
         array_agg(c.position order by c.position), bool_or(c.is_cited),
         -- A chunk keeps its id only as long as its text, heading and title stay.
         bool_and(exists (select from howdah.chunks as k where k.tenant_id = c.tenant_id and k.id = c.chunk_id)),
         m.cached
    from howdah_internal.message_citations as c
    join howdah.messages as m
      on m.tenant_id = c.tenant_id and m.id = c.message_id
   where c.tenant_id = v_tenant
     and c.document_id = answers_by_document.document_id
     and (v_version is null or c.document_version = v_version)
     and (answers_by_document.content_hash is null or c.content_hash = answers_by_document.content_hash)
   group by m.tenant_id, m.id
   order by m.created_at, m.id;
end
$$;
comment on function howdah.answers_by_document is
  'Every answer of the tenant that was given a passage of a document, of one version where one is named, or one '
  'passage by the SHA-256 of its text: which passages (source_numbers), whether it cites one, and whether they all '
  'still stand (is_current). Also of a document that is deleted. Raises 22004. Example: select message_id, user_id '
  'from howdah.answers_by_document(:document) where not is_current.';
grant execute on function howdah.answers_by_document to howdah_admin;
