drop function if exists howdah_internal.eligible_chunks(text, text, text[], text, jsonb);
drop function if exists howdah_internal.eligible_chunks(text, text, text[], text, text);
create or replace function howdah_internal.eligible_chunks(
  tenant text,
  user_id text,
  collections text[],
  condition text,
  document_condition text,
  audiences bigint[] default '{}'
)
  returns bigint[]
  language plpgsql
  stable
  security definer -- tenant, owner and audience are explicit predicates here
  set search_path from current
as $$
declare
  v_most constant integer := 5000;
  v_ids bigint[];
begin
  -- Looking whether there are more costs as much as the search; that twice as many were counted is enough to know.
  if eligible_chunks.condition is null and (
    select sum(c.shared_chunk_count) >= 2 * v_most
      from howdah.collections as c
     where c.tenant_id = eligible_chunks.tenant and c.name = any (eligible_chunks.collections)
  ) then
    return null;
  end if;
  -- EXECUTE plans with the values: a plan for the average tenant reads the whole table for a small one.
  execute case when eligible_chunks.condition is null then
    -- Ranges of an index each; an OR over owners would read the whole collection.
    $sql$
      select array(
        (select c.id from howdah.chunks as c
          where c.tenant_id = $1 and c.collection = any ($2) and c.owner_id is null
            and c.audience_id is null limit $4)
        union all
        (select c.id from howdah.chunks as c
          where c.tenant_id = $1 and c.collection = any ($2) and c.owner_id = $3 limit $4)
      $sql$ || case when eligible_chunks.audiences = '{}' then ')' else
      $sql$
        union all
        (select c.id from howdah.chunks as c
          where c.tenant_id = $1 and c.collection = any ($2) and c.audience_id = any ($5)
            and c.owner_id is distinct from $3 limit $4)
      )$sql$ end
  else
    -- Most chunks have no metadata of their own: there the condition is one of the document.
    format($sql$
      select array(
        (select c.id
           from howdah.documents as d
           join howdah.chunks as c on c.tenant_id = d.tenant_id and c.document_id = d.id
          where d.tenant_id = $1 and c.tenant_id = $1 and d.collection = any ($2)
            and howdah_internal.may_read(d.owner_id, d.audience_id, $3, $5) and c.metadata = '{}' and (%s)
          limit $4)
        union all
        (select c.id
           from howdah.documents as d
           join howdah.chunks as c on c.tenant_id = d.tenant_id and c.document_id = d.id
          where d.tenant_id = $1 and c.tenant_id = $1 and c.collection = any ($2)
            and howdah_internal.may_read(c.owner_id, c.audience_id, $3, $5) and c.metadata != '{}' and (%s)
          limit $4)
      )$sql$, eligible_chunks.document_condition, eligible_chunks.condition)
  end
    into v_ids
    using eligible_chunks.tenant, eligible_chunks.collections, eligible_chunks.user_id, v_most + 1,
      eligible_chunks.audiences;
  return case when cardinality(v_ids) <= v_most then v_ids end;
end
$$;
comment on function howdah_internal.eligible_chunks is
  'Chunks that a search may find at all, for scoring each of them; null above 5,000. document_condition is what the '
  'condition says of chunks without metadata of their own.';
