create or replace function howdah_internal.unknown_citations(message howdah.messages, content text)
  returns integer[]
  language plpgsql
  stable
as $$
declare
  v_known integer[] := array(
    select c.position from howdah_internal.message_citations as c
     where c.tenant_id = (message).tenant_id and c.message_id = (message).id);
begin
  -- Without sources a number in brackets is no citation.
  return nullif(array(
    select n from unnest(howdah_internal.cited_numbers(unknown_citations.content)) as n
     where v_known != '{}' and n != all (v_known)), '{}');
end
$$;
comment on function howdah_internal.unknown_citations is
  'The numbers that an answer cites and that none of its sources has; null for none.';
