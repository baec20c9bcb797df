create or replace function howdah_internal.record_late_step(outcome jsonb)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_ref jsonb := coalesce(record_late_step.outcome -> 'ref', '{}');
  v_step howdah_internal.message_steps;
  v_message howdah.messages;
begin
  if howdah_internal.is_worker() then
    select m.* into v_message from howdah.messages as m
     where m.tenant_id = v_ref ->> 'tenant_id' and m.id = (v_ref ->> 'message_id')::uuid
       for no key update;
  else
    -- What it cost counts for the one who asked, and only where the call was theirs.
    select m.* into v_message from howdah.messages as m
     where m.tenant_id = howdah_internal.acting_tenant() and m.id = (v_ref ->> 'message_id')::uuid
       and m.user_id = howdah.current_user_id() and m.run_by = 'caller'
       for no key update;
  end if;
  if v_message.id is not null then
    select s.* into v_step
      from howdah_internal.message_steps as s
     where s.tenant_id = v_message.tenant_id and s.message_id = v_message.id
       and s.seq = coalesce((v_ref ->> 'seq')::integer, s.seq) and s.status != 'refused'
     order by s.seq desc
     limit 1
       for no key update;
    if v_step.status in ('crashed', 'cancelled') then
      perform howdah_internal.close_step(
        v_step, v_step.status, howdah_internal.outcome_facts(v_step, record_late_step.outcome));
      select s.* into strict v_step from howdah_internal.message_steps as s
       where s.tenant_id = v_step.tenant_id and s.message_id = v_step.message_id and s.seq = v_step.seq;
      perform howdah_internal.bill_step(v_message, v_step);
      update howdah.messages as m
         set cost_cents = howdah_internal.message_cost(m)
       where m.tenant_id = v_message.tenant_id and m.id = v_message.id;
    end if;
  elsif howdah_internal.is_worker() and v_ref ? 'model_id' then
    -- Deleted with its conversation during the call.
    perform howdah_internal.write_usage(
      v_ref ->> 'tenant_id', v_ref ->> 'user_id', (v_ref ->> 'message_id')::uuid, (v_ref ->> 'seq')::integer,
      (v_ref ->> 'started_at')::timestamptz, (v_ref ->> 'model_id')::integer,
      howdah_internal.outcome_facts(null, record_late_step.outcome), message_id => (v_ref ->> 'message_id')::uuid,
      reservation_id => (v_ref ->> 'reservation_id')::uuid);
  end if;
end
$$;
comment on function howdah_internal.record_late_step is
  'Records what a call cost whose job is somebody else''s by now, or whose message is gone: the report replaces the '
  'estimate. Nothing else changes.';
