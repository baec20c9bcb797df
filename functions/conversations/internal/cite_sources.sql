drop function if exists howdah_internal.cite_sources(text, text, uuid, text, halfvec, text);
drop function if exists howdah_internal.cite_sources(text, text, uuid, text, halfvec, text, integer, text[]);
drop function if exists howdah_internal.cite_sources(text, text, uuid, text, halfvec, text, integer);
create or replace function howdah_internal.cite_sources(
  tenant text,
  user_id text,
  message_id uuid,
  question text,
  query_embedding halfvec,
  collection text,
  max_tokens integer default null,
  search_texts text[] default null,
  filter jsonb default '{}',
  min_similarity double precision default null
)
  returns text
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_mode text;
  v_text text;
  v_similarities double precision[];
  v_count integer := howdah.setting('answer_sources')::integer;
  v_ranking jsonb := howdah_internal.message_ranking(cite_sources.tenant, cite_sources.message_id);
  v_started_at timestamptz := howdah.clock();
begin
  delete from howdah_internal.message_citations as c
   where c.tenant_id = cite_sources.tenant and c.message_id = cite_sources.message_id;
  with found as (
    select r.*
      from (
        select s.*, sum(
                 howdah.estimate_tokens(concat_ws(
                   ' ', coalesce(s.title, s.source), s.heading, s.content, array_to_string(s.also_in[:5], ' '))) + 20
               ) over (order by s.place) as tokens
          from (
            -- Found anew, as the user may see them now; a model that has read them may know a better order.
            select f.*, k.rerank_score, row_number() over (order by k.rerank_score desc nulls last, f.rank) as place
              from howdah_internal.find_sources(
                cite_sources.tenant, cite_sources.user_id,
                coalesce(cite_sources.search_texts, array[cite_sources.question]), cite_sources.query_embedding,
                cite_sources.collection,
                case when v_ranking is null then v_count else howdah_internal.rerank_pool() end,
                cite_sources.filter, cite_sources.min_similarity) as f
             cross join lateral (
               select (v_ranking ->> encode(sha256(convert_to(f.content, 'UTF8')), 'hex'))::double precision
                        as rerank_score
             ) as k
          ) as s
         where s.place <= v_count
      ) as r
     where (r.tokens <= cite_sources.max_tokens) is not false
  ), kept as (
    insert into howdah_internal.message_citations (
      tenant_id, message_id, position, chunk_id, document_id, document_version, source, title, heading, page,
      content_hash, score, also_in, rerank_score
    )
    select cite_sources.tenant, cite_sources.message_id, f.place, f.chunk_id, f.document_id, (
             select d.version from howdah.documents as d
              where d.tenant_id = cite_sources.tenant and d.id = f.document_id
           ), f.source, f.title, f.heading, f.page, sha256(convert_to(f.content, 'UTF8')), f.score, f.also_in,
           f.rerank_score
      from found as f
  )
  -- What looks like one of our marks is set apart by a space: the text between the marks is always the source's.
  select string_agg(
           format(E'<source id="%s" title="%s" heading="%s"%s>\n%s\n</source>', f.place,
             translate(coalesce(f.title, f.source), E'"<>\n', '''  '),
             translate(coalesce(f.heading, ''), E'"<>\n', '''  '),
             -- What is said of several is said of each.
             case when f.also_in != '{}' then format(
               ' also_in="%s"', translate(array_to_string(f.also_in[:5], ', '), E'"<>\n', '''  ')) end,
             regexp_replace(f.content, '<(?=\s*/?\s*sources?\M)', '< ', 'gi')),
           E'\n' order by f.place),
         min(f.mode), array_agg(f.similarity order by f.place)
    into v_text, v_mode, v_similarities
    from found as f;
  perform howdah_internal.write_retrieval(
    cite_sources.tenant, cite_sources.user_id, cite_sources.message_id, cite_sources.question, cite_sources.collection,
    cite_sources.filter, coalesce(v_mode, 'keyword'), v_count, coalesce(v_similarities, '{}'),
    (extract(epoch from howdah.clock() - v_started_at) * 1000)::integer);
  update howdah.messages as m
     set retrieval_mode = coalesce(v_mode, 'none') || case
           when m.rewritten_question is not null then '+rewritten'
           when cardinality(cite_sources.search_texts) > 1 then '+previous'
           else '' end
   where m.tenant_id = cite_sources.tenant and m.id = cite_sources.message_id;
  return format(E'<sources>\n%s\n</sources>\n\nQuestion: %s', coalesce(v_text, 'Nothing was found.'),
    cite_sources.question);
end
$$;
comment on function howdah_internal.cite_sources is
  'Finds the sources of a question as its user sees them, numbers them as citations of the message, and returns the '
  'text for the model: sources, the best as far as they fit into max_tokens, in the order that a rerank model gave '
  'them where one did, then the question.';
