create or replace function howdah_internal.mark_citations(message howdah.messages, content text)
  returns boolean
  language plpgsql
  volatile
as $$
begin
  update howdah_internal.message_citations as c
     set is_cited = true
   where c.tenant_id = (message).tenant_id and c.message_id = (message).id
     and c.position = any (howdah_internal.cited_numbers(mark_citations.content));
  return found;
end
$$;
comment on function howdah_internal.mark_citations is
  'Marks the sources of a message that its answer cites; true when there are any.';
