drop function if exists howdah_internal.lock_step_holds(howdah.messages, integer);
create or replace function howdah_internal.lock_step_holds(
  message howdah.messages,
  model_id integer,
  is_needed boolean default true
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_prompt text;
  v_ended howdah_internal.message_steps;
  v_held howdah_internal.reservations;
  v_own howdah_internal.reservations;
  v_models integer[];
begin
  select s.* into v_ended
    from howdah_internal.message_steps as s
   where s.tenant_id = (message).tenant_id and s.message_id = (message).id and not s.is_billed
     and s.status not in ('calling', 'refused')
   order by s.seq desc
   limit 1;
  -- What is admitted only locks for itself.
  if not found and (lock_step_holds.is_needed or not exists (
    select from howdah.rate_limits as l where l.tenant_id in ((message).tenant_id, '*')
    union all
    select from howdah.budgets as b where b.tenant_id in ((message).tenant_id, '*')
  )) then
    return;
  end if;
  v_prompt := (
    select v.prompt from howdah_internal.prompt_versions as v
     where v.tenant_id = (message).tenant_id and v.id = (message).prompt_version_id);
  select r.* into v_held from howdah_internal.reservations as r
   where r.tenant_id = (message).tenant_id and r.id = v_ended.reservation_id
     -- Before what they hold, as whoever ends one.
     for update;
  v_held.model_id := v_ended.model_id;
  v_held.feature := howdah_internal.step_feature(message, v_ended);
  v_held.created_at := v_ended.started_at;
  if v_ended.reservation_id is distinct from (message).id then
    select r.* into v_own from howdah_internal.reservations as r
     where r.tenant_id = (message).tenant_id and r.id = (message).id
       for update;
    v_held.rates := coalesce(v_held.rates, '{}') || coalesce(v_own.rates, '{}');
    v_held.holds := coalesce(v_held.holds, '{}') || coalesce(v_own.holds, '{}');
  end if;
  if not lock_step_holds.is_needed then
    -- Where it is refused the answer goes on in this transaction, with what else it can do without.
    v_models := array(
      select m.id
        from unnest(array[lock_step_holds.model_id, howdah_internal.message_reranker(message)]) as m (id)
       where m.id is not null
       union
      select k.embedding_model_id
        from howdah.conversations as c
        join howdah.collections as k on k.tenant_id = c.tenant_id and k.name = c.collection
       where c.tenant_id = (message).tenant_id and c.id = (message).conversation_id);
    v_held.rates := coalesce(v_held.rates, '{}') || array(
      select row(a.tenant_id, a.rate_limit_id, a.subject, null, null, null)::howdah_internal.held_rate
        from unnest(v_models) as m (id)
       cross join lateral howdah_internal.applicable_limits(
         (message).tenant_id, (message).user_id, m.id, howdah.clock()) as a);
    v_held.holds := coalesce(v_held.holds, '{}') || array(
      select a
        from unnest(v_models) as m (id)
       cross join unnest(array['question', 'rewrite', v_prompt]) as f (feature)
       cross join lateral howdah_internal.applicable_budgets(
         (message).tenant_id, (message).user_id, m.id, f.feature, howdah.clock()) as a);
    lock_step_holds.model_id := (message).model_id;
  end if;
  perform howdah_internal.lock_holds(
    (message).tenant_id, (message).user_id, lock_step_holds.model_id, v_prompt, v_held);
end
$$;
comment on function howdah_internal.lock_step_holds is
  'Where one transaction settles a call of a message and admits the next: locks first, in the order of everybody, all '
  'that both touch. With is_needed false also what the calls touch that follow where this one is refused.';
