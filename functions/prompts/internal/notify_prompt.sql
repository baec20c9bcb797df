create or replace function howdah_internal.notify_prompt(tenant text, prompt text, label text)
  returns void
  language plpgsql
  volatile
as $$
begin
  -- Only an id: everybody who may connect may listen.
  perform pg_notify('howdah_prompt', v.id::text)
     from howdah.prompt_labels as l
     join howdah_internal.prompt_versions as v
       on v.tenant_id = l.tenant_id and v.prompt = l.prompt and v.version = l.version
    where l.tenant_id = notify_prompt.tenant
      and l.prompt = notify_prompt.prompt
      and l.label = notify_prompt.label;
end
$$;
comment on function howdah_internal.notify_prompt is
  'Tells listeners of the channel howdah_prompt, when the transaction commits, that a label has changed or its '
  'traffic is split anew; the payload is the prompt_version_id that the label points to.';
