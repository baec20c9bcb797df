create or replace function howdah_internal.tokens_below(tenant text, parent_id uuid)
  returns bigint
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return coalesce((
    select case
             when m.role in ('system', 'developer') then m.tokens_above
             -- A question without an answer is not told, so it takes no place.
             when m.role = 'assistant' and (m.content = '' or m.status not in ('complete', 'cancelled')) then (
               select q.tokens_above from howdah.messages as q where q.tenant_id = m.tenant_id and q.id = m.parent_id)
             else m.tokens_above + howdah.estimate_tokens(m.content) + howdah_internal.parts_tokens(m.parts) + 4
           end
      from howdah.messages as m
     where m.tenant_id = tokens_below.tenant and m.id = tokens_below.parent_id
  ), 0);
end
$$;
comment on function howdah_internal.tokens_below is
  'The tokens_above of a message that follows this one.';
