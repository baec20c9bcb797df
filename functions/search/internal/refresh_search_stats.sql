create or replace function howdah_internal.refresh_search_stats(tenant text default null)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_count integer;
begin
  -- In one order: two refreshes wait for each other.
  perform from howdah_internal.corpus_stats as s
    where refresh_search_stats.tenant is null or s.tenant_id = refresh_search_stats.tenant
    order by s.tenant_id, s.language
      for no key update;
  delete from howdah_internal.lexeme_stats as l
   where refresh_search_stats.tenant is null or l.tenant_id = refresh_search_stats.tenant;
  update howdah_internal.corpus_stats as s
     set chunk_count = 0, lexeme_count = 0, last_chunk_id = 0, refreshed_at = howdah.now()
   where refresh_search_stats.tenant is null or s.tenant_id = refresh_search_stats.tenant;
  get diagnostics v_count = row_count;
  loop
    exit when howdah_internal.count_new_chunks(null, refresh_search_stats.tenant) = 0;
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
comment on function howdah_internal.refresh_search_stats is
  'Counts lexemes and shared chunks of a tenant (null is all) anew; returns how many corpora.';
