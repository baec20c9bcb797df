create or replace function howdah_internal.taken_params(message howdah.messages, model howdah.models, params jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_limits text[] := array['max_completion_tokens', 'max_tokens'];
  v_refused text[] := (model).refused_params || array(
    select s.facts ->> 'refused_param'
      from howdah_internal.message_steps as s
     where s.tenant_id = (message).tenant_id and s.message_id = (message).id and s.model_id = (model).id
       and s.facts ? 'refused_param');
  v_params jsonb := howdah_internal.limit_answer(model, (message).tenant_id, taken_params.params);
  v_limit jsonb := coalesce(v_params -> v_limits[1], v_params -> v_limits[2]);
  v_name text := (select l from unnest(v_limits) as l where l != all (v_refused) limit 1);
begin
  if v_params ?| v_refused is not true then
    return v_params;
  end if;
  v_params := v_params - v_refused;
  -- The limit of the answer has two names.
  if v_limit is not null and v_name is not null and not v_params ?| v_limits then
    v_params := v_params || jsonb_build_object(v_name, v_limit);
  end if;
  return v_params;
end
$$;
comment on function howdah_internal.taken_params is
  'The params of a request as its model takes them: without those that its row, or the provider in an attempt before, '
  'refuses, and with a limit for the answer where one is needed.';
