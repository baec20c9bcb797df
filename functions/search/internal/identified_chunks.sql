create or replace function howdah_internal.identified_chunks(tenant text, identifier text, chunk_ids bigint[])
  returns table (chunk_id bigint)
  language plpgsql
  stable
  security definer -- of chunks that an arm has found for this tenant and user; returns no content
  set search_path from current
  set client_min_messages = warning -- of a stop word a notice would be told
as $$
#variable_conflict use_column
declare
  v_is_former boolean := howdah_internal.has_former_tsv(identified_chunks.tenant);
  v_ids bigint[] := array(
    with found as materialized (
      select c.id, c.language, c.tsv
        from howdah.chunks as c
       where c.tenant_id = identified_chunks.tenant
         and c.id = any (identified_chunks.chunk_ids)
    ), phrases as materialized (
      select l.language, howdah_internal.search_phrase(l.language, identified_chunks.identifier, v_is_former) as phrase
        from (select distinct f.language from found as f) as l
    )
    select f.id from found as f join phrases as p on p.language = f.language where f.tsv @@ p.phrase);
begin
  -- What many have tells none of them apart.
  return query select i.id from unnest(v_ids) as i (id) where cardinality(v_ids) <= 10;
end
$$;
comment on function howdah_internal.identified_chunks is
  'Those of some chunks that have an identifier as it is written, when they are few.';
