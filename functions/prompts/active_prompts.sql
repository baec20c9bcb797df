create or replace view howdah.active_prompts
  with (security_invoker = true)
as
select v.tenant_id, v.id, v.prompt as name, v.version, v.content, l.label, l.version is not null as is_active,
       l.activated_at, l.activated_by, v.created_at, v.form, m.provider || '/' || m.name as model, v.params,
       v.variables, v.commit_message, v.author
  from howdah_internal.prompt_versions as v
  left join howdah.prompt_labels as l
    on l.tenant_id = v.tenant_id and l.prompt = v.prompt and l.version = v.version
  left join howdah.models as m on m.id = v.model_id;
comment on view howdah.active_prompts is
  'Prompt versions with the labels that point to them; is_active where one does.';
select howdah_internal.describe_columns('howdah.active_prompts');
comment on column howdah.active_prompts.id is 'The version''s number over all prompts.';
comment on column howdah.active_prompts.name is 'The prompt.';
comment on column howdah.active_prompts.version is 'Its version, counted from 1.';
comment on column howdah.active_prompts.content is 'The template; of chat form it is JSON.';
comment on column howdah.active_prompts.label is
  'A label that points to it: production, staging or any; null is none.';
comment on column howdah.active_prompts.is_active is 'Whether a label points to it.';
comment on column howdah.active_prompts.activated_at is 'Since when the label does.';
comment on column howdah.active_prompts.activated_by is 'Who set the label.';
comment on column howdah.active_prompts.created_at is 'When the version was written.';
comment on column howdah.active_prompts.form is 'text or chat.';
comment on column howdah.active_prompts.model is
  'The model that it asks for; null leaves that to the conversation.';
comment on column howdah.active_prompts.params is 'Parameters of the call, such as temperature.';
comment on column howdah.active_prompts.variables is 'Names of the variables in it.';
comment on column howdah.active_prompts.commit_message is 'Why it was written.';
comment on column howdah.active_prompts.author is 'Who wrote it.';
grant select on howdah.active_prompts to howdah_admin;
