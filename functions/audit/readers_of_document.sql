create or replace function howdah.readers_of_document(
  document_id uuid,
  since timestamptz default null,
  until timestamptz default null
)
  returns table (
    user_id text,
    reader uuid,
    versions integer[],
    found_count bigint,
    cited_count bigint,
    first_at timestamptz,
    last_at timestamptz
  )
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
begin
  if readers_of_document.document_id is null then
    raise exception 'document_id is required'
      using errcode = '22004', hint = 'Example: select * from howdah.readers_of_document(:document).';
  end if;
  return query
  select p.user_id, a.reader, array_agg(distinct v.version order by v.version) filter (where v.version is not null),
         count(*), count(*) filter (where readers_of_document.document_id = any (a.cited_ids)), min(a.created_at),
         max(a.created_at)
    from howdah.access_log as a
    left join howdah_internal.pseudonyms as p on p.tenant_id = a.tenant_id and p.id = a.reader
   cross join lateral (
     select a.document_versions[array_position(a.document_ids, readers_of_document.document_id)] as version
   ) as v
   where a.tenant_id = v_tenant and a.document_ids @> array[readers_of_document.document_id]
     and a.created_at >= coalesce(readers_of_document.since, '-infinity')
     and a.created_at < coalesce(readers_of_document.until, 'infinity')
   group by p.user_id, a.reader
   order by max(a.created_at) desc, a.reader;
end
$$;
comment on function howdah.readers_of_document is
  'Returns who was shown a document from since to before until, by answers, logged searches and reviews of '
  'conversations, the latest first: which versions, how often, and how often an answer cited it. Who was forgotten '
  'is a pseudonym, reader, without user_id; both are null where nobody acted as a user. A document that is gone '
  'still has its readers. Raises 22004, 28000. Example: select user_id, found_count, last_at from '
  'howdah.readers_of_document(:document).';
grant execute on function howdah.readers_of_document to howdah_admin;
