create or replace function howdah_internal.answer_waiters(entry howdah_internal.llm_cache)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_waiter record;
  v_message howdah.messages;
begin
  -- Those of the same user: their money is locked already. The others look for themselves.
  for v_waiter in
    select j.id, j.token, j.message_id
      from howdah_internal.llm_cache_waiters as w
      join howdah_internal.jobs as j on j.id = w.job_id
     where w.tenant_id = (entry).tenant_id and w.key = (entry).key
       and j.state = 'ready' and j.user_id is not distinct from (entry).user_id
     order by j.id
       for update of j skip locked
  loop
    select m.* into v_message
      from howdah.messages as m
     where m.tenant_id = (entry).tenant_id and m.id = v_waiter.message_id and m.status in ('pending', 'streaming')
       and m.cache_key = (entry).key
       for no key update skip locked;
    if found then
      perform howdah_internal.give_cached_answer(v_message, entry, v_waiter.id, v_waiter.token);
    end if;
  end loop;
end
$$;
comment on function howdah_internal.answer_waiters is
  'Gives an answer that was kept in this transaction to the equal requests of its user that wait for it.';
