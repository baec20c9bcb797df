create or replace function howdah.answers_by_document(
  document_id uuid,
  version integer default null,
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
  security definer -- no group role reads citations
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
begin
  if answers_by_document.document_id is null then
    raise exception 'document_id is required' using errcode = '22004', hint = 'Pass the id of a document, also of a deleted one.';
  end if;
  return query
  select m.id, m.conversation_id, m.user_id, m.created_at, m.status, max(c.document_version),
         array_agg(c.position order by c.position), bool_or(c.is_cited),
         -- A chunk keeps its id only as long as its text, heading and title stay.
         bool_and(exists (select from howdah.chunks as k where k.tenant_id = c.tenant_id and k.id = c.chunk_id)), m.cached
    from howdah.message_citations as c
    join howdah.messages as m
      on m.tenant_id = c.tenant_id and m.id = c.message_id
   where c.tenant_id = v_tenant
     and c.document_id = answers_by_document.document_id
     and (answers_by_document.version is null or c.document_version = answers_by_document.version)
     and (answers_by_document.content_hash is null or c.content_hash = answers_by_document.content_hash)
   group by m.tenant_id, m.id
   order by m.created_at, m.id;
end
$$;
comment on function howdah.answers_by_document(uuid, integer, bytea) is
  'Every answer of the tenant that was given a passage of a document, of one version where one is named, or one passage by '
  'the SHA-256 of its text: which passages (source_numbers), whether it cites one, and whether they all still stand '
  '(is_current). Also of a document that is deleted. Raises 22004. '
  'Example: select message_id, user_id from howdah.answers_by_document(:document) where not is_current.';
