create or replace function howdah_internal.message_cost(message howdah.messages)
  returns numeric
  language plpgsql
  stable
as $$
begin
  return (
    select case when count(*) = count(u.cost_cents) then sum(u.cost_cents) end
      from howdah.llm_usage as u
     where u.tenant_id = (message).tenant_id and u.message_id = (message).id
  );
end
$$;
comment on function howdah_internal.message_cost is
  'US cents of all calls that were made for a message; null when there was none or the cost of one is not known.';
