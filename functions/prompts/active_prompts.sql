create or replace view howdah.active_prompts
  with (security_invoker = true)
as
select v.tenant_id, v.id, v.prompt as name, v.version, v.content, l.label, l.version is not null as is_active,
       l.activated_at, l.activated_by, v.created_at, v.form, m.provider || '/' || m.name as model, v.params,
       v.variables, v.commit_message, v.author
  from howdah.prompt_versions as v
  left join howdah.prompt_labels as l
    on l.tenant_id = v.tenant_id and l.prompt = v.prompt and l.version = v.version
  left join howdah.models as m on m.id = v.model_id;
comment on view howdah.active_prompts is
  'Prompt versions with the labels that point to them; is_active where one does.';
