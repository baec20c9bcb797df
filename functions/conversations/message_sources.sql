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
    is_cited boolean
  )
  language plpgsql
  stable
  security definer -- checks the message's user itself
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
begin
  return query
  select c.position, c.document_id, c.chunk_id, c.source, c.title, c.heading, c.page, c.score, c.is_cited
    from howdah.message_citations as c
    join howdah.messages as m
      on m.tenant_id = c.tenant_id and m.id = c.message_id
   where c.tenant_id = v_tenant
     and c.message_id = message_sources.message_id
     and (m.user_id = howdah.current_user_id() or howdah.current_user_id() is null and howdah.is_operator())
   order by c.position;
end
$$;
comment on function howdah.message_sources(uuid) is
  'The sources an answer was given, by the number it cites them with. Example: select * from howdah.message_sources(:message).';
