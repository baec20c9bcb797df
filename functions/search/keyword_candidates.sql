create or replace function howdah.keyword_candidates(
  tenant text,
  user_id text,
  collections text[],
  condition text,
  languages text[],
  queries tsquery[],
  counts bigint[]
)
  returns bigint[]
  language plpgsql
  stable
  security definer -- tenant and owner are explicit predicates here
  set search_path from current
as $$
declare
  v_query tsquery;
  v_ids bigint[];
begin
  -- The rarest lexemes, until they stand in 5,000 chunks together; at least two, so that both can meet.
  select string_agg(r.query::text, ' | ')::tsquery
    into v_query
    from (
      select t.query, row_number() over rarest as position,
             sum(t.count) over rarest - t.count as count_before
        from unnest(languages, queries, counts) as t (language, query, count)
       where t.count > 0
      window rarest as (partition by t.language order by t.count, t.query::text rows unbounded preceding)
    ) as r
   where r.position <= 2 or r.count_before < 5000;
  execute format($sql$
    select array(
      select c.id
        from howdah.chunks as c
        %s
       where c.tsv @@ $1
         and c.tenant_id = $2
         and c.collection = any ($3)
         and (c.owner_id is null or c.owner_id = $4)
         and (%s)
    )$sql$,
    case when keyword_candidates.condition is not null
      then 'join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id' end,
    coalesce(keyword_candidates.condition, 'true'))
    into v_ids
    using v_query, keyword_candidates.tenant, keyword_candidates.collections,
      keyword_candidates.user_id;
  return v_ids;
end
$$;
comment on function howdah.keyword_candidates(text, text, text[], text, text[], tsquery[], bigint[]) is
  'Chunks that have one of the rarest lexemes of a query: nearly all that BM25 would put first, for a fraction of the work.';
