drop function if exists howdah.neighbouring_chunks(bigint[], integer);
create or replace function howdah.neighbouring_chunks(chunk_ids bigint[], distance double precision default 1)
  returns table (
    document_id uuid,
    chunk_id bigint,
    chunk_index integer,
    heading text,
    page integer,
    content text,
    token_count integer,
    is_asked_for boolean
  )
  language plpgsql
  stable
  set search_path from current
  set jit = off
as $$
#variable_conflict use_column
declare
  v_distance integer := howdah_internal.whole('distance', coalesce(neighbouring_chunks.distance, 1));
  v_tenant text := howdah.context_tenant();
begin
  perform howdah_internal.refuse_unlogged();
  if neighbouring_chunks.chunk_ids is null then
    raise exception 'chunk_ids is required'
      using errcode = '22004', hint = 'Example: select * from howdah.neighbouring_chunks(array[1, 2]).';
  end if;
  if v_distance not between 0 and 50 or cardinality(neighbouring_chunks.chunk_ids) > 1000 then
    raise exception 'distance or the number of chunks is out of range'
      using errcode = '22023', hint = 'distance is 0 to 50, and at most 1,000 chunks at a time.';
  end if;
  return query
  with wanted as (
    select distinct c.document_id, n as chunk_index
      from howdah.chunks as c
     cross join generate_series(
       c.chunk_index - v_distance, c.chunk_index + v_distance) as n
     where c.tenant_id = v_tenant and c.id = any (neighbouring_chunks.chunk_ids)
  )
  select c.document_id, c.id, c.chunk_index, c.heading, c.page, c.content, c.token_count,
         c.id = any (neighbouring_chunks.chunk_ids)
    from wanted as w
   cross join lateral (
     select k.* from howdah.chunks as k
      where k.tenant_id = v_tenant and k.document_id = w.document_id and k.chunk_index = w.chunk_index
      limit 1
   ) as c
   order by c.document_id, c.chunk_index;
end
$$;
comment on function howdah.neighbouring_chunks is
  'Passages together with up to distance passages before and after them in their documents, each once, in the order of '
  'the text; only what the user of this call may see. Raises 22004, 22023, 42501 where the setting access_log '
  'is required. Example: select n.content from '
  'howdah.neighbouring_chunks(array(select chunk_id from howdah.search(''leave'', 3))) as n.';
grant execute on function howdah.neighbouring_chunks to howdah_app;
