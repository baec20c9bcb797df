create or replace function howdah_internal.may_shorten(
  message howdah.messages,
  job_id bigint,
  step howdah_internal.message_steps
)
  returns boolean
  language plpgsql
  stable
as $$
begin
  return (step).kind = 'answer'
    -- Prompt and question alone are not made shorter.
    and (jsonb_array_length((step).request -> 'messages') > 2 or exists (
      select from howdah_internal.message_citations as c
       where c.tenant_id = (message).tenant_id and c.message_id = (message).id))
    -- The fallback may take all of it.
    and not exists (
      select from howdah.models as m
        join howdah_internal.jobs as j on j.id = may_shorten.job_id and not j.payload ? 'moved_from'
       where m.id = (step).model_id and m.fallback_model_id is not null)
    -- Once for each model.
    and not exists (
      select from howdah_internal.message_steps as s
       where s.tenant_id = (message).tenant_id and s.message_id = (message).id and s.model_id = (step).model_id
         and s.facts -> 'is_shortened' = 'true');
end
$$;
comment on function howdah_internal.may_shorten is
  'Whether an answer may be asked for once more with half of its history and sources, after its model has refused the '
  'request as too long.';
