create or replace function howdah_internal.estimate_lost_calls(jobs howdah_internal.jobs[])
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  perform howdah_internal.write_usage(
            j.tenant_id, j.user_id, j.call_id, 1, j.called_at, l.model_id,
            jsonb_build_object(
              'status', 'failed', 'error_code', 'crashed', 'has_begun', true, 'is_estimated', true,
              'estimated_input_tokens', j.called_tokens))
     from unnest(estimate_lost_calls.jobs) as j
     join howdah.lanes as l on l.name = j.lane
    where j.call_id is not null and l.model_id is not null
    order by j.id;
end
$$;
comment on function howdah_internal.estimate_lost_calls is
  'Records the requests for embeddings whose worker has gone silent, as estimates that its own report replaces.';
