drop function if exists howdah_internal.keyword_candidates(text, text, text[], text, text[], tsquery[], bigint[]);
create or replace function howdah_internal.keyword_candidates(
  tenant text,
  user_id text,
  collections text[],
  condition text,
  languages text[],
  queries tsquery[],
  counts bigint[],
  audiences bigint[] default '{}'
)
  returns bigint[]
  language plpgsql
  stable
  security definer -- tenant, owner and audience are explicit predicates here
  set search_path from current
as $$
declare
  v_query tsquery;
  v_ids bigint[];
begin
  -- The rarest lexemes as long as they stand in 5,000 chunks together, and pairs of the next four: whoever has only one
  -- frequent lexeme is not among the first.
  with ranked as (
    select t.language, t.query, t.count, sum(t.count) over rarest as count_to_here,
           count(*) over (partition by t.language) as lexemes
      from unnest(languages, queries, counts) as t (language, query, count)
     where t.count > 0
    window rarest as (partition by t.language order by t.count, t.query::text rows unbounded preceding)
  ), frequent as (
    select r.language, r.query, row_number() over (partition by r.language order by r.count, r.query::text) as position
      from ranked as r
     where r.count_to_here > 5000
  )
  select string_agg(c.query::text, ' | ')::tsquery
    into v_query
    from (
      select r.query from ranked as r where r.count_to_here <= 5000 or r.lexemes = 1
      union all
      select a.query && b.query
        from frequent as a
        join frequent as b on b.language = a.language and b.position > a.position
       where b.position <= 3
         -- Enough are found already.
         and not exists (select from ranked as r where r.language = a.language and r.count_to_here between 300 and 5000)
    ) as c;
  execute format($sql$
    select array(
      select c.id
        from howdah.chunks as c
        %s
       where c.tsv @@ $1
         and c.tenant_id = $2
         and c.collection = any ($3)
         and howdah_internal.may_read(c.owner_id, c.audience_id, $4, $5)
         and (%s)
    )$sql$,
    case when keyword_candidates.condition is not null
      then 'join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id' end,
    coalesce(keyword_candidates.condition, 'true'))
    into v_ids
    using v_query, keyword_candidates.tenant, keyword_candidates.collections,
      keyword_candidates.user_id, keyword_candidates.audiences;
  return v_ids;
end
$$;
comment on function howdah_internal.keyword_candidates is
  'Chunks with one of the rarest lexemes of a query or two of the others: nearly all that BM25 would put first.';
