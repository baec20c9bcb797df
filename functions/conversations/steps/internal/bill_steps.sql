create or replace function howdah_internal.bill_steps(message howdah.messages)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_step howdah_internal.message_steps;
  v_holding howdah_internal.jobs;
begin
  if exists (
    select from howdah_internal.message_steps as s
     where s.tenant_id = (message).tenant_id and s.message_id = (message).id
       and s.status not in ('calling', 'refused') and not s.is_billed
       and s.reservation_id is distinct from s.message_id
  ) then
    -- What the message itself holds may end in this transaction too: all at once, in the order of everybody.
    v_holding.tenant_id := (message).tenant_id;
    v_holding.message_id := (message).id;
    v_holding.reservation_id := (message).id;
    perform howdah_internal.lock_job_holds(array[v_holding]);
  end if;
  for v_step in
    select s.*
      from howdah_internal.message_steps as s
     where s.tenant_id = (message).tenant_id and s.message_id = (message).id
       and s.status not in ('calling', 'refused') and not s.is_billed
     order by s.seq
       for no key update
  loop
    perform howdah_internal.bill_step(message, v_step);
    update howdah_internal.message_steps as s
       set is_billed = true
     where s.tenant_id = v_step.tenant_id and s.message_id = v_step.message_id and s.seq = v_step.seq;
  end loop;
  if v_step.seq is not null and (message).status not in ('pending', 'streaming') then
    update howdah.messages as m
       set cost_cents = howdah_internal.message_cost(m)
     where m.tenant_id = (message).tenant_id and m.id = (message).id;
  end if;
end
$$;
comment on function howdah_internal.bill_steps is
  'Writes the usage of the calls of a message that have ended, and settles what was held for each; a message that has '
  'ended itself shows what they cost.';
