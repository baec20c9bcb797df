create or replace function howdah_internal.recut_known(tenant text, title text, chunks jsonb, model_id integer)
  returns jsonb
  language plpgsql
  stable
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_model howdah.models;
  v_chunks jsonb;
begin
  if not exists (
    select from howdah_internal.refused_texts as r
     where r.tenant_id = recut_known.tenant and r.model_id = recut_known.model_id
  ) then
    return recut_known.chunks;
  end if;
  select m.* into v_model from howdah.models as m where m.id = recut_known.model_id;
  with given as materialized (
    select a.n, a.chunk, a.chunk ->> 'heading' as heading, a.chunk ->> 'content' as content, h.content_hash,
           a.chunk ->> 'is_embedded' is distinct from 'true' and exists (
             select from howdah_internal.refused_texts as r
              where r.tenant_id = recut_known.tenant and r.model_id = recut_known.model_id
                and r.content_hash = h.content_hash) as is_refused
      from jsonb_array_elements(recut_known.chunks) with ordinality as a (chunk, n)
     cross join lateral (
       select howdah_internal.text_hash(howdah_internal.embedding_text(
                recut_known.title, a.chunk ->> 'heading', a.chunk ->> 'content')) as content_hash offset 0
     ) as h
  ), risks as materialized (
    select distinct howdah_internal.refusal_risk(g.content) as risk from given as g where g.is_refused
  ), judged as materialized (
    -- Others of the document fare alike where they are of the same kind: one refusal is enough.
    select g.*,
           g.is_refused
           or g.chunk ->> 'is_embedded' is distinct from 'true'
              and octet_length(g.content) > howdah_internal.byte_room(v_model)
              and howdah_internal.refusal_risk(g.content) in (select r.risk from risks as r where r.risk > 0)
              and not exists (
                select from howdah.embeddings as e
                 where e.tenant_id = recut_known.tenant and e.content_hash = g.content_hash
                   and e.model_id = recut_known.model_id) as is_too_long
      from given as g
  )
  select jsonb_agg(n.chunk || jsonb_build_object('chunk_index', n.place) order by n.place) into v_chunks
    from (
      select j.chunk || case when p.piece is null then '{}'
               else jsonb_build_object('content', p.piece_content, 'token_count', p.piece_tokens) end as chunk,
             row_number() over (order by j.n, p.piece) - 1 as place
        from judged as j
        left join lateral howdah_internal.cut_refused(
          recut_known.title, j.heading, case when j.is_too_long then j.content end,
          (j.chunk ->> 'token_count')::integer, v_model) as p on true
    ) as n;
  if jsonb_array_length(v_chunks) = jsonb_array_length(recut_known.chunks) then
    return v_chunks;
  end if;
  -- Pieces may have been refused, too.
  return howdah_internal.recut_known(recut_known.tenant, recut_known.title, v_chunks, recut_known.model_id);
end
$$;
comment on function howdah_internal.recut_known is
  'These chunks with pieces in the place of those that the model has refused as too long; a chunk whose vector came '
  'along stays.';
