create or replace function howdah.eligible_chunks(
  tenant text,
  user_id text,
  collections text[],
  condition text,
  document_condition text,
  max_count integer
)
  returns bigint[]
  language plpgsql
  stable
  security definer -- tenant and owner are explicit predicates here
  set search_path from current
as $$
declare
  v_ids bigint[];
begin
  -- EXECUTE plans with the values: a plan for the average tenant reads the whole table for a small one.
  if eligible_chunks.condition is null then
    -- Two ranges of one index; an OR over owners would read the whole collection.
    execute $sql$
      select array(
        (select c.id from howdah.chunks as c
          where c.tenant_id = $1 and c.collection = any ($2) and c.owner_id is null limit $4)
        union all
        (select c.id from howdah.chunks as c
          where c.tenant_id = $1 and c.collection = any ($2) and c.owner_id = $3 limit $4)
      )$sql$
      into v_ids
      using eligible_chunks.tenant, eligible_chunks.collections, eligible_chunks.user_id, eligible_chunks.max_count + 1;
  else
    -- Most chunks have no metadata of their own: there the condition is one of the document.
    execute format($sql$
      select array(
        (select c.id
           from howdah.documents as d
           join howdah.chunks as c on c.tenant_id = d.tenant_id and c.document_id = d.id
          where d.tenant_id = $1 and c.tenant_id = $1 and d.collection = any ($2)
            and (d.owner_id is null or d.owner_id = $3) and c.metadata = '{}' and (%s)
          limit $4)
        union all
        (select c.id
           from howdah.documents as d
           join howdah.chunks as c on c.tenant_id = d.tenant_id and c.document_id = d.id
          where d.tenant_id = $1 and c.tenant_id = $1 and c.collection = any ($2)
            and (c.owner_id is null or c.owner_id = $3) and c.metadata != '{}' and (%s)
          limit $4)
      )$sql$, eligible_chunks.document_condition, eligible_chunks.condition)
      into v_ids
      using eligible_chunks.tenant, eligible_chunks.collections, eligible_chunks.user_id, eligible_chunks.max_count + 1;
  end if;
  return case when cardinality(v_ids) <= eligible_chunks.max_count then v_ids end;
end
$$;
comment on function howdah.eligible_chunks(text, text, text[], text, text, integer) is
  'Chunks that a search may find at all, for scoring each of them; null when there are more than max_count.';
