create or replace function howdah.instruction_above(tenant text, parent_id uuid)
  returns uuid
  language plpgsql
  stable
  -- Only definers call it: it has their rights and their search_path.
as $$
#variable_conflict use_column
begin
  return (
    select case when m.role in ('system', 'developer') then m.id else m.instruction_id end
      from howdah.messages as m
     where m.tenant_id = instruction_above.tenant and m.id = instruction_above.parent_id
  );
end
$$;
comment on function howdah.instruction_above(text, uuid) is
  'The nearest system or developer message of the branch that ends with a message; null for none.';
