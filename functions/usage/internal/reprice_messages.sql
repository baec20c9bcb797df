create or replace function howdah_internal.reprice_messages(starts_at timestamptz, ends_at timestamptz)
  returns void
  language plpgsql
  volatile
as $$
begin
  update howdah.messages as m
     set cost_cents = answered.cost_cents
    from (
      select distinct u.tenant_id, u.message_id
        from howdah.llm_usage as u
       where u.created_at >= reprice_messages.starts_at
         and u.created_at < reprice_messages.ends_at
         and u.message_id is not null
    ) as c
   cross join lateral (
     select case when count(*) = count(u.cost_cents) then sum(u.cost_cents) end as cost_cents
       from howdah.llm_usage as u
      where u.tenant_id = c.tenant_id
        and u.message_id = c.message_id
   ) as answered
   where m.tenant_id = c.tenant_id
     and m.id = c.message_id
     and m.status not in ('pending', 'streaming')
     and m.cost_cents is distinct from answered.cost_cents;
end
$$;
comment on function howdah_internal.reprice_messages is
  'Gives the messages that were called for in a time the cost of all their calls.';
