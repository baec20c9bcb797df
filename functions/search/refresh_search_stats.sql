create or replace function howdah.refresh_search_stats(tenant text default null)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_corpus record;
  v_count integer := 0;
begin
  for v_corpus in
    select s.tenant_id, s.language
      from howdah.corpus_stats as s
     where refresh_search_stats.tenant is null or s.tenant_id = refresh_search_stats.tenant
     order by s.tenant_id, s.language
       for no key update
  loop
    delete from howdah.lexeme_stats as l
     where l.tenant_id = v_corpus.tenant_id and l.language = v_corpus.language;
    insert into howdah.lexeme_stats (tenant_id, language, lexeme, chunk_count)
    select v_corpus.tenant_id, v_corpus.language, t.lexeme, count(*)
      from howdah.chunks as c
     cross join lateral unnest(c.tsv) as t (lexeme, positions, weights)
     where c.tenant_id = v_corpus.tenant_id
       and c.language = v_corpus.language
     group by t.lexeme
     order by t.lexeme;
    update howdah.corpus_stats as s
       set (chunk_count, lexeme_count, last_chunk_id) = (
             select count(*), coalesce(sum(c.lexeme_count), 0), coalesce(max(c.id), 0)
               from howdah.chunks as c
              where c.tenant_id = s.tenant_id and c.language = s.language
           ),
           refreshed_at = howdah.now()
     where s.tenant_id = v_corpus.tenant_id and s.language = v_corpus.language;
    v_count := v_count + 1;
  end loop;
  update howdah.collections as c
     set shared_chunk_count = n.shared
    from (
      select k.tenant_id, k.name, (
               select count(*)
                 from howdah.chunks as h
                where h.tenant_id = k.tenant_id and h.collection = k.name and h.owner_id is null
             ) as shared
        from howdah.collections as k
       where refresh_search_stats.tenant is null or k.tenant_id = refresh_search_stats.tenant
    ) as n
   where c.tenant_id = n.tenant_id and c.name = n.name and c.shared_chunk_count != n.shared;
  return v_count;
end
$$;
comment on function howdah.refresh_search_stats(text) is
  'Counts again how often each lexeme stands in a tenant''s chunks (all tenants without one), for keyword search in large '
  'collections, and how many chunks of each collection the whole tenant may see; returns how many corpora it counted.';
