create or replace function howdah_internal.instruction_above(tenant text, parent_id uuid)
  returns uuid
  language plpgsql
  stable
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
comment on function howdah_internal.instruction_above is
  'The nearest system or developer message of the branch that ends with a message; null for none.';
