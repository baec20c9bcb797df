create or replace function howdah.filtered_chunks(tenant text, user_id text, collection text, filter jsonb)
  returns bigint[]
  language plpgsql
  stable
  security definer -- an arm of search: explicit tenant and owner, returns ids only
  set search_path from current
as $$
#variable_conflict use_column
begin
  if filter is null or filter = '{}' then
    return null;
  end if;
  if jsonb_typeof(filter) != 'object' then
    raise exception 'the filter is not a JSON object'
      using errcode = '22023', hint = 'Write {"key": value}, {"key": [v, w]} or {"key": {"gte": v}}.';
  end if;
  -- Checked even where there is no document to compare with.
  perform howdah.matches_filter('{}', filtered_chunks.filter);
  return array(
    select c.id
      from howdah.documents as d
      join howdah.chunks as c
        on c.tenant_id = d.tenant_id and c.document_id = d.id
     where d.tenant_id = filtered_chunks.tenant
       and (d.owner_id is null or d.owner_id = filtered_chunks.user_id)
       and (filtered_chunks.collection = '*' or d.collection = filtered_chunks.collection)
       and howdah.matches_filter(
         d.metadata || c.metadata || jsonb_build_object(
           'source', d.source, 'language', d.language, 'document_id', d.id,
           'created_at', to_char(d.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
         filtered_chunks.filter)
  );
end
$$;
comment on function howdah.filtered_chunks(text, text, text, jsonb) is
  'Ids of the chunks that a filter lets through; null without a filter.';
