create or replace function howdah_internal.refresh_search_stats(tenant text default null)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
  set jit = off
as $$
#variable_conflict use_column
declare
  v_corpus record;
  v_count integer := 0;
begin
  -- In one order: two refreshes wait for each other.
  perform from howdah_internal.corpus_stats as s
    where refresh_search_stats.tenant is null or s.tenant_id = refresh_search_stats.tenant
    order by s.tenant_id, s.language
      for no key update;
  delete from howdah_internal.lexeme_stats as l
   where (refresh_search_stats.tenant is null or l.tenant_id = refresh_search_stats.tenant)
     and not exists (
       select from howdah_internal.corpus_stats as s
        where s.tenant_id = l.tenant_id and s.language = l.language);
  -- Corpus by corpus, and only what has changed is written.
  for v_corpus in
    select s.tenant_id, s.language
      from howdah_internal.corpus_stats as s
     where refresh_search_stats.tenant is null or s.tenant_id = refresh_search_stats.tenant
     order by s.tenant_id, s.language
  loop
    v_count := v_count + 1;
    with counted as materialized (
      select t.lexeme, count(*) as chunk_count
        from howdah.chunks as c
       cross join lateral unnest(c.tsv) as t (lexeme, positions, weights)
       where c.tenant_id = v_corpus.tenant_id and c.language = v_corpus.language
       group by t.lexeme
    ), changed as materialized (
      -- A full join is never a nested loop, whatever the planner believes of a table without statistics.
      select coalesce(n.lexeme, o.lexeme) as lexeme, n.chunk_count
        from counted as n
        full join (
          select l.lexeme, l.chunk_count
            from howdah_internal.lexeme_stats as l
           where l.tenant_id = v_corpus.tenant_id and l.language = v_corpus.language
        ) as o on o.lexeme = n.lexeme
       where o.chunk_count is distinct from n.chunk_count
    ), gone as (
      delete from howdah_internal.lexeme_stats as l
       where l.tenant_id = v_corpus.tenant_id and l.language = v_corpus.language
         and l.lexeme = any (array(select n.lexeme from changed as n where n.chunk_count is null))
    ), written as (
      insert into howdah_internal.lexeme_stats as l (tenant_id, language, lexeme, chunk_count)
      select v_corpus.tenant_id, v_corpus.language, n.lexeme, n.chunk_count
        from changed as n
       where n.chunk_count is not null
      on conflict (tenant_id, language, lexeme) do update set chunk_count = excluded.chunk_count
    )
    update howdah_internal.corpus_stats as s
       set chunk_count = n.chunk_count, lexeme_count = n.lexeme_count, last_chunk_id = n.last_chunk_id,
           refreshed_at = howdah.now()
      from (
        select count(*) as chunk_count, coalesce(sum(c.lexeme_count), 0) as lexeme_count,
               coalesce(max(c.id), 0) as last_chunk_id
          from howdah.chunks as c
         where c.tenant_id = v_corpus.tenant_id and c.language = v_corpus.language
      ) as n
     where s.tenant_id = v_corpus.tenant_id and s.language = v_corpus.language
       and (s.chunk_count, s.lexeme_count, s.last_chunk_id)
           is distinct from (n.chunk_count, n.lexeme_count, n.last_chunk_id);
  end loop;
  update howdah.collections as c
     set shared_chunk_count = n.shared
    from (
      select k.tenant_id, k.name, (
               select count(*)
                 from howdah.chunks as h
                where h.tenant_id = k.tenant_id and h.collection = k.name
                  and h.owner_id is null and h.audience_id is null
             ) as shared
        from howdah.collections as k
       where refresh_search_stats.tenant is null or k.tenant_id = refresh_search_stats.tenant
    ) as n
   where c.tenant_id = n.tenant_id and c.name = n.name and c.shared_chunk_count != n.shared;
  return v_count;
end
$$;
comment on function howdah_internal.refresh_search_stats is
  'Counts lexemes and shared chunks of a tenant (null is all) anew, writes what has changed, and returns how many '
  'corpora there are.';
