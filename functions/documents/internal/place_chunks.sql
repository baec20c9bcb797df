create or replace function howdah_internal.place_chunks(tenant text, document_id uuid, chunks jsonb)
  returns bigint[]
  language plpgsql
  volatile
  security definer
  set search_path from current
  set jit = off -- the planner takes functions for thousands of rows and would compile for a second
as $$
#variable_conflict use_column
declare
  v_document howdah.documents;
  v_gone bigint[];
  v_new bigint[];
begin
  select d.* into strict v_document
    from howdah.documents as d
   where d.tenant_id = place_chunks.tenant and d.id = place_chunks.document_id
     for no key update;
  perform howdah_internal.forget_answers(place_chunks.tenant, place_chunks.document_id);
  -- Corpora are counted by language; search asks in these languages.
  insert into howdah_internal.corpus_stats (tenant_id, language, chunk_count, lexeme_count, refreshed_at)
  values (v_document.tenant_id, v_document.language, 0, 0, '-infinity')
  on conflict do nothing;

  -- One statement, so that moved chunks may pass through each other's places. The same text twice is two chunks.
  with old as materialized (
    select c.id, c.content_hash, row_number() over (partition by c.content_hash order by c.chunk_index) as twin
      from howdah.chunks as c
     where c.tenant_id = v_document.tenant_id and c.document_id = v_document.id
  ), hashed as materialized (
    select t.*, howdah_internal.text_hash(e.text) as content_hash,
           -- Before text_hash composed the letters.
           case when octet_length(e.text) > length(e.text) and e.text is not nfc normalized
             then sha256(convert_to(e.text, 'UTF8')) end as former_hash
      from jsonb_to_recordset(place_chunks.chunks)
        as t (chunk_index integer, content text, heading text, page integer, token_count integer, metadata jsonb)
     cross join lateral (
       select howdah_internal.embedding_text(v_document.title, t.heading, t.content) as text offset 0
     ) as e
  ), fresh as materialized (
    select k.*, row_number() over (partition by k.content_hash order by k.chunk_index) as twin
      from (
        select h.chunk_index, h.content, h.heading, h.page, h.token_count, h.metadata,
               coalesce(o.content_hash, h.content_hash) as content_hash
          from hashed as h
          left join old as o on o.content_hash = h.former_hash and o.twin = 1
      ) as k
  ), gone as (
    delete from howdah.chunks as c
     using old as o
      left join fresh as f on f.content_hash = o.content_hash and f.twin = o.twin
     where c.tenant_id = v_document.tenant_id and c.id = o.id
       and f.twin is null
    returning c.id
  ), kept as (
    update howdah.chunks as c
       set chunk_index = f.chunk_index, page = f.page, metadata = f.metadata, language = v_document.language,
           -- The same letters, if in other bytes.
           content = f.content, heading = f.heading,
           tsv = case when c.language = v_document.language then c.tsv
             else howdah_internal.chunk_tsv(v_document.language, v_document.title, f.heading, f.content) end,
           tsv_version = case when c.language = v_document.language then c.tsv_version
             else howdah_internal.tsv_version() end
      from old as o
      join fresh as f on f.content_hash = o.content_hash and f.twin = o.twin
     where c.tenant_id = v_document.tenant_id and c.id = o.id
       and (c.chunk_index, c.page, c.language, c.metadata, c.content, c.heading)
         is distinct from (f.chunk_index, f.page, v_document.language, f.metadata, f.content, f.heading)
  ), indexed as materialized ( -- so that what is indexed and counted is made once
    select f.*, howdah_internal.chunk_tsv(v_document.language, v_document.title, f.heading, f.content) as tsv
      from fresh as f
      left join old as o on o.content_hash = f.content_hash and o.twin = f.twin
     where o.id is null
  ), added as (
    insert into howdah.chunks (
      tenant_id, document_id, collection, owner_id, audience_id, chunk_index, content, content_hash, heading, page,
      token_count, language, metadata, tsv, lexeme_count, tsv_version
    )
    select v_document.tenant_id, v_document.id, v_document.collection, v_document.owner_id, v_document.audience_id,
           i.chunk_index, i.content, i.content_hash, i.heading, i.page, i.token_count, v_document.language,
           i.metadata, i.tsv,
           howdah_internal.tsv_length(i.tsv), howdah_internal.tsv_version()
      from indexed as i
     order by i.chunk_index
    returning id
  )
  select (select array_agg(g.id) from gone as g), (select array_agg(a.id) from added as a) into v_gone, v_new;
  perform howdah_internal.cancel_embeddings(place_chunks.tenant, v_gone);
  return coalesce(v_new, '{}');
end
$$;
comment on function howdah_internal.place_chunks is
  'Makes a document''s chunks agree with these (chunk_index, content, heading, page, token_count, metadata): equal '
  'ones stay, others come and go. Returns the ids of the new ones.';
