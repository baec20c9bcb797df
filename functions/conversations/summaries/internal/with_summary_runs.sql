create or replace function howdah_internal.with_summary_runs(tenant text, conversation_id uuid)
  returns uuid[]
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return with_summary_runs.conversation_id || array(
    select c.id from howdah.conversations as c
     where c.tenant_id = with_summary_runs.tenant and c.summary_of = with_summary_runs.conversation_id);
end
$$;
comment on function howdah_internal.with_summary_runs is
  'A conversation and those that hold the runs of its summaries, which go with it.';
