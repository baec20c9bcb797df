create or replace function howdah_internal.give_kept_rewrite(
  message howdah.messages,
  step howdah_internal.message_steps
)
  returns boolean
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_entry howdah_internal.llm_cache;
  v_at timestamptz := howdah.clock();
  v_seq integer;
begin
  select c.* into v_entry
    from howdah_internal.llm_cache as c
   where c.tenant_id = (message).tenant_id and c.key = howdah_internal.rewrite_key(message, step)
     and c.expires_at > v_at;
  if not found then
    return false;
  end if;
  v_seq := coalesce((
    select max(s.seq) from howdah_internal.message_steps as s
     where s.tenant_id = (message).tenant_id and s.message_id = (message).id), 0) + 1;
  insert into howdah_internal.message_steps (
    tenant_id, message_id, seq, kind, call, model_id, prompt_version_id, request, status, is_billed, facts, started_at,
    ended_at
  )
  values (
    (message).tenant_id, (message).id, v_seq, 'rewrite', 'chat', (step).model_id, (step).prompt_version_id,
    (step).request, 'done', true,
    jsonb_build_object('cached', true, 'rewritten_question', v_entry.response), v_at, v_at
  );
  perform howdah_internal.write_hit(v_entry, (message).user_id, (message).id, v_seq, v_at, null, message);
  update howdah.messages as m
     set rewritten_question = v_entry.response
   where m.tenant_id = (message).tenant_id and m.id = (message).id;
  return true;
end
$$;
comment on function howdah_internal.give_kept_rewrite is
  'Rewrites the question of an answer without a call where it is known what would come of one; false where it is not.';
