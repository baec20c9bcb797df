create or replace view howdah.prompt_versions
  with (security_invoker = true)
as
select v.tenant_id, v.id, v.prompt, v.version, v.form,
       (howdah_internal.prompt_version(v.tenant_id, v.id)).content,
       v.model_id, v.params, v.variables,
       (howdah_internal.prompt_version(v.tenant_id, v.id)).content_hash,
       v.commit_message, v.author, v.created_at, v.prompt as name, l.version is not null as is_active,
       v.author as created_by, m.name as model
  from howdah_internal.prompt_versions as v
  left join howdah.prompt_labels as l
    on l.tenant_id = v.tenant_id and l.prompt = v.prompt and l.version = v.version and l.label = 'production'
  left join howdah.models as m on m.id = v.model_id;
comment on view howdah.prompt_versions is
  'What a prompt said, version by version; never changed, never deleted. The owner may set is_active, which is '
  'activate_prompt in another form; everything else is refused.';
select howdah_internal.describe_columns('howdah.prompt_versions');
comment on column howdah.prompt_versions.id is 'The version''s number over all prompts.';
comment on column howdah.prompt_versions.version is 'Its version, counted from 1.';
comment on column howdah.prompt_versions.form is
  'text: content is the system text; chat: a JSON array of messages {role, content}.';
comment on column howdah.prompt_versions.content is
  'What stands before the conversation; {{name}} marks a variable.';
comment on column howdah.prompt_versions.model_id is
  'The model that it asks for; null leaves that to the conversation.';
comment on column howdah.prompt_versions.params is
  'Sent with the request as they are: temperature, max_tokens, response_format.';
comment on column howdah.prompt_versions.variables is 'Names that stand in {{ }} in the content, sorted.';
comment on column howdah.prompt_versions.content_hash is
  'SHA-256 of the row without the author; verify() compares it.';
comment on column howdah.prompt_versions.commit_message is 'Why it was written.';
comment on column howdah.prompt_versions.author is 'Who wrote it; emptied when that person is to be forgotten.';
comment on column howdah.prompt_versions.created_at is 'When it was written.';
comment on column howdah.prompt_versions.name is 'The prompt.';
comment on column howdah.prompt_versions.is_active is 'Whether production points to it: at most one of a prompt.';
comment on column howdah.prompt_versions.created_by is 'The author.';
comment on column howdah.prompt_versions.model is 'Name of the model of model_id, as in llm_usage.';
grant select on howdah.prompt_versions to howdah_admin;
grant select (
  tenant_id, id, prompt, version, form, model_id, params, variables, commit_message, author, created_at, name,
  is_active, created_by, model
) on howdah.prompt_versions to howdah_analyst;
