create or replace function howdah_internal.summary_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
declare
  v_sees_all boolean := howdah_internal.is_operator();
  v_tenant text := howdah.context_tenant();
begin
  if howdah.setting('summary_model') is null then
    return;
  end if;
  return query
  select 'summary_prompt', 'warning', 'tenant ' || l.tenant_id,
         format('version %s of the prompt summary cannot write summaries of conversations: its variables are %s',
           l.version, coalesce(nullif(array_to_string(v.variables, ', '), ''), 'none')),
         l.activated_at, 'it takes {{turns}}, and {{summary}} for the one before: howdah.create_prompt_version'
    from howdah.prompt_labels as l
    join howdah_internal.prompt_versions as v
      on v.tenant_id = l.tenant_id and v.prompt = l.prompt and v.version = l.version
   where l.prompt = 'summary' and l.label = 'production' and (v_sees_all or l.tenant_id = v_tenant)
     and not (v.variables <@ '{summary,turns}' and 'turns' = any (v.variables))
  union all
  select 'summaries_fail', 'warning', 'tenant ' || s.tenant_id,
         format('%s summaries of conversations were not written: %s', count(*),
           coalesce(s.error_code, r.error_code, r.status)),
         min(s.created_at), 'what is not summarised is left out of requests: see howdah.message_trace(run_id) of '
           'howdah.summaries_of_conversation'
    from howdah.conversation_summaries as s
    join howdah.messages as r on r.tenant_id = s.tenant_id and r.id = s.run_id
   where s.content is null and s.stale_at is null and s.created_at > howdah.now() - interval '1 day'
     and r.status not in ('pending', 'streaming') and (v_sees_all or s.tenant_id = v_tenant)
   group by s.tenant_id, coalesce(s.error_code, r.error_code, r.status);
end
$$;
comment on function howdah_internal.summary_findings is
  'Why conversations that are too long for a request are not summarised.';
