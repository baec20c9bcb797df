create or replace function howdah_internal.check_sources(
  tenant text,
  user_id text,
  collection text,
  filter jsonb,
  document_ids uuid[],
  min_similarity double precision
)
  returns void
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_audiences bigint[];
begin
  -- Most questions name nothing.
  if coalesce(check_sources.filter, '{}') = '{}' and check_sources.document_ids is null
     and check_sources.min_similarity is null then
    return;
  end if;
  if check_sources.collection is null then
    raise exception 'filter, document_ids or min_similarity is given, and the conversation has no collection'
      using errcode = '22023', hint = 'Start it with a collection, or leave them out: it answers without sources.';
  end if;
  if length(check_sources.filter::text) > 10000 or cardinality(check_sources.document_ids) > 100 then
    raise exception 'filter is longer than 10,000 characters or document_ids than 100'
      using errcode = '22001', hint = 'Give the documents a key in their metadata, and filter by that.';
  end if;
  perform howdah_internal.filter_condition(check_sources.filter);
  if not check_sources.min_similarity between -1 and 1 then
    raise exception 'min_similarity is out of range'
      using errcode = '22023', hint = 'It is a cosine, -1 to 1, such as 0.3; null is no floor.';
  end if;
  if array_position(check_sources.document_ids, null) is not null then
    raise exception 'document_ids has a null' using errcode = '22004', hint = 'Null instead of the list is all.';
  end if;
  if check_sources.document_ids is not null then
    v_audiences := howdah_internal.audiences_of(check_sources.tenant, check_sources.user_id);
    if exists (
      select from unnest(check_sources.document_ids) as i (id)
       where not exists (
         select from howdah.documents as d
          where d.tenant_id = check_sources.tenant and d.id = i.id
            and check_sources.collection in (d.collection, '*')
            and howdah_internal.may_read(d.owner_id, d.audience_id, check_sources.user_id, v_audiences))
    ) then
      raise exception 'document_ids has a document that is not there'
        using errcode = 'PT404',
              hint = 'It may be gone, belong to another user, or be of another collection than the conversation.';
    end if;
  end if;
end
$$;
comment on function howdah_internal.check_sources is
  'Raises 22004, 22023, 22001 or PT404 for what sources of an answer cannot be found by.';
