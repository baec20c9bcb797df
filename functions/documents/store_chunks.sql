create or replace function howdah.store_chunks(document howdah.documents, chunk_tokens integer, chunk_overlap integer)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
begin
  -- Equal texts pair up one to one with what is there: a kept chunk keeps its id and vector and only moves.
  with wanted as materialized (
    select c.*, h.hash, row_number() over (partition by h.hash order by c.chunk_index) as copy
      from howdah.chunk_text(document.content, store_chunks.chunk_tokens, store_chunks.chunk_overlap) as c
     cross join lateral (
       select howdah.text_hash(howdah.embedding_text(document.title, c.heading, c.content)) as hash
     ) as h
  ), present as (
    select c.id, c.content_hash, c.language,
           row_number() over (partition by c.content_hash order by c.chunk_index) as copy
      from howdah.chunks as c
     where c.tenant_id = document.tenant_id
       and c.document_id = document.id
  ), kept as (
    select p.id, w.chunk_index, w.page
      from present as p
      join wanted as w on w.hash = p.content_hash and w.copy = p.copy
     where p.language = document.language
  ), gone as (
    delete from howdah.chunks as c
     where c.tenant_id = document.tenant_id
       and c.document_id = document.id
       and c.id not in (select k.id from kept as k)
  ), moved as (
    update howdah.chunks as c
       set chunk_index = k.chunk_index, page = k.page
      from kept as k
     where c.tenant_id = document.tenant_id
       and c.id = k.id
       and (c.chunk_index, c.page) is distinct from (k.chunk_index, k.page)
  )
  insert into howdah.chunks (
    tenant_id, document_id, collection, owner_id, chunk_index, content, content_hash, heading, page,
    token_count, language, tsv, lexeme_count
  )
  select document.tenant_id, document.id, document.collection, document.owner_id, w.chunk_index, w.content,
         w.hash, w.heading, w.page, w.token_count, document.language, v.tsv,
         coalesce((select sum(coalesce(cardinality(l.positions), 1)) from unnest(v.tsv) as l), 0)
    from wanted as w
   cross join lateral (
     select howdah.chunk_tsv(document.language, document.title, w.heading, w.content) as tsv
   ) as v
   where w.chunk_index not in (select k.chunk_index from kept as k);
end
$$;
comment on function howdah.store_chunks(howdah.documents, integer, integer) is
  'Makes the chunks of a document what its text says now; chunks whose text stays keep their id and vector.';
