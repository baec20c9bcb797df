create or replace function howdah_internal.begin_step_repair(
  message howdah.messages,
  job_id bigint,
  token bigint,
  query_embedding halfvec
)
  returns howdah_internal.message_steps
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_step howdah_internal.message_steps;
  v_asked howdah_internal.message_steps;
begin
  select s.* into v_asked
    from howdah_internal.message_steps as s
   where s.tenant_id = (message).tenant_id and s.message_id = (message).id and s.kind = 'answer'
     and s.status = 'done' and s.facts -> 'is_invalid' = 'true'
   order by s.seq desc
   limit 1;
  if not found or v_asked.request is null then
    return null;
  end if;
  v_step.call := 'chat';
  -- It may have moved to its fallback since.
  v_step.model_id := (message).model_id;
  v_step.request := v_asked.request || (
    select jsonb_build_object('provider', m.provider, 'model', m.name) from howdah.models as m
     where m.id = (message).model_id);
  v_step.input_tokens := v_asked.input_tokens;
  v_step.output_tokens := howdah_internal.answer_limit((message).model_id, v_step.request -> 'params');
  return v_step;
end
$$;
comment on function howdah_internal.begin_step_repair is
  'The same call once more, for an answer that has to be JSON and was none.';
