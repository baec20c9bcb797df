create or replace function howdah.neighbouring_chunks(chunk_ids bigint[], distance integer default 1)
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
  v_tenant text := howdah.context_tenant();
begin
  if neighbouring_chunks.chunk_ids is null or neighbouring_chunks.distance is null then
    raise exception 'chunk_ids and distance are required'
      using errcode = '22004', hint = 'Example: select * from howdah.neighbouring_chunks(array[1, 2]).';
  end if;
  if neighbouring_chunks.distance not between 0 and 50 or cardinality(neighbouring_chunks.chunk_ids) > 1000 then
    raise exception 'distance or the number of chunks is out of range'
      using errcode = '22023', hint = 'distance is 0 to 50, and at most 1,000 chunks at a time.';
  end if;
  return query
  with asked as materialized (
    select c.document_id, c.chunk_index
      from unnest(neighbouring_chunks.chunk_ids) as u (id)
     cross join lateral (
       select k.document_id, k.chunk_index from howdah.chunks as k where k.tenant_id = v_tenant and k.id = u.id limit 1
     ) as c
  ), wanted as (
    select distinct a.document_id, n as chunk_index
      from asked as a
     cross join generate_series(
       a.chunk_index - neighbouring_chunks.distance, a.chunk_index + neighbouring_chunks.distance) as n
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
comment on function howdah.neighbouring_chunks(bigint[], integer) is
  'Passages together with up to distance passages before and after them in their documents, each once, in the order of '
  'the text; only what the user of this call may see. Raises 22004, 22023. Example: select n.content from '
  'howdah.neighbouring_chunks(array(select chunk_id from howdah.search(''leave'', 3))) as n.';
