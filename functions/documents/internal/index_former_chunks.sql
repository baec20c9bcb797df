create or replace function howdah_internal.index_former_chunks(max_chunks integer default 500)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
  set jit = off -- the planner takes functions for thousands of rows and would compile for a second
as $$
declare
  v_tenant text := (
    select c.tenant_id from howdah.chunks as c where c.tsv_version < 1 order by c.tenant_id limit 1);
  v_count integer;
begin
  -- One tenant a call; a chunk that somebody is deleting or moving is not waited for. The text did not change, so
  -- vectors stay; words are counted anew by the schedule search-statistics.
  with former as materialized (
    select c.id
      from howdah.chunks as c
     where c.tenant_id = v_tenant and c.tsv_version < 1
     order by c.id
     limit index_former_chunks.max_chunks
       for no key update skip locked
  ), indexed as materialized (
    select c.id, case
             -- A configuration that is gone cannot be asked in either.
             when exists (
               select from pg_ts_config as g where g.cfgname = c.language and pg_ts_config_is_visible(g.oid))
               then howdah_internal.chunk_tsv(c.language, d.title, c.heading, c.content)
             else c.tsv
           end as tsv
      from former as f
      join howdah.chunks as c on c.tenant_id = v_tenant and c.id = f.id
      join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
  )
  update howdah.chunks as c
     set tsv = i.tsv, lexeme_count = howdah_internal.tsv_length(i.tsv), tsv_version = howdah_internal.tsv_version()
    from indexed as i
   where c.tenant_id = v_tenant and c.id = i.id;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function howdah_internal.index_former_chunks is
  'Indexes the next chunks that a former version indexed, by the present rule; returns how many, 0 where none are '
  'left.';
