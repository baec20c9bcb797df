create or replace function howdah_internal.refused_param(
  message howdah.messages,
  job_id bigint,
  step howdah_internal.message_steps,
  param text
)
  returns text
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return refused_param.param
   where (step).request -> 'params' ? refused_param.param
     -- What a prompt asks of its own model is for its author to mend; what it asks of the fallback he did not know.
     and (
       exists (
         select from howdah_internal.jobs as j
          where j.id = refused_param.job_id and j.payload ? 'moved_from')
       or not exists (
         select from howdah_internal.prompt_versions as v
          where v.tenant_id = (message).tenant_id
            and v.id = coalesce((step).prompt_version_id, (message).prompt_version_id)
            and v.params ? refused_param.param))
     and (select count(*) from howdah_internal.message_steps as s
           where s.tenant_id = (message).tenant_id and s.message_id = (message).id and s.call = 'chat') < 10;
end
$$;
comment on function howdah_internal.refused_param is
  'The parameter that a provider named as one it does not take, where the answer may be asked for once more without '
  'it: the fallback of a model, and what howdah added itself. Null otherwise.';
