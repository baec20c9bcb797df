select howdah_internal.drop_former('howdah.message_sources(uuid)', 'rerank_score');
create or replace function howdah.message_sources(message_id uuid)
  returns table (
    source_number integer,
    document_id uuid,
    chunk_id bigint,
    source text,
    title text,
    heading text,
    page integer,
    score double precision,
    is_cited boolean,
    also_in text[],
    rerank_score double precision
  )
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah_internal.find_message(message_sources.message_id);
begin
  return query
  select c.position, c.document_id, c.chunk_id, c.source, c.title, c.heading, c.page, c.score, c.is_cited,
         c.also_in, c.rerank_score
    from howdah_internal.message_citations as c
   where c.tenant_id = v_message.tenant_id and c.message_id = v_message.id
   order by c.position;
end
$$;
comment on function howdah.message_sources is
  'The sources an answer was given, by the number it cites them with; also_in has other sources of the same text, '
  'rerank_score what a rerank model said of it. Raises 28000, 22004, PT404. Example: select * from '
  'howdah.message_sources(:message).';
grant execute on function howdah.message_sources to howdah_app;
