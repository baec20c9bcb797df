--! Previous: sha1:acb14bd9fb80e918ddcc21f77e4adaf3046f07ee
--! Hash: sha1:7c78627699c115c0e92cfc89c4c6224b1e0da5ba
--! Message: prompts

create table howdah.prompts (
  tenant_id text not null default howdah.current_tenant(),
  name text not null,
  description text,
  last_version integer not null default 0,
  created_at timestamptz not null default howdah.now(),
  constraint prompts_pkey primary key (tenant_id, name),
  constraint prompts_name_is_sensible check (length(name) between 1 and 200)
);
comment on table howdah.prompts is 'Named prompts; the text is in their versions.';
comment on column howdah.prompts.last_version is
  'Highest version number given; taken under the row''s lock, so there are no gaps.';

create table howdah.prompt_versions (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  prompt text not null,
  version integer not null,
  form text not null default 'text',
  content text not null,
  model_id integer,
  params jsonb not null default '{}',
  variables text[] not null default '{}',
  content_hash bytea not null,
  commit_message text,
  author text,
  created_at timestamptz not null default howdah.now(),
  constraint prompt_versions_pkey primary key (tenant_id, id),
  constraint prompt_versions_version_key unique (tenant_id, prompt, version),
  constraint prompt_versions_prompt_fkey foreign key (tenant_id, prompt) references howdah.prompts (tenant_id, name),
  constraint prompt_versions_model_id_fkey foreign key (model_id) references howdah.models (id),
  constraint prompt_versions_version_is_positive check (version > 0),
  constraint prompt_versions_form_is_known check (form in ('text', 'chat')),
  constraint prompt_versions_params_is_object check (jsonb_typeof(params) = 'object')
);
create index prompt_versions_model_id_idx on howdah.prompt_versions (model_id);
comment on table howdah.prompt_versions is 'What a prompt said, version by version; never changed, never deleted.';
comment on column howdah.prompt_versions.form is
  'text: content is the system text; chat: a JSON array of messages {role, content}.';
comment on column howdah.prompt_versions.content is 'What stands before the conversation; {{name}} marks a variable.';
comment on column howdah.prompt_versions.params is
  'Sent with the request as they are: temperature, max_tokens, response_format.';
comment on column howdah.prompt_versions.variables is 'Names that stand in {{ }} in the content, sorted.';
comment on column howdah.prompt_versions.content_hash is 'SHA-256 of the row without the author; verify() compares it.';
comment on column howdah.prompt_versions.author is 'Who wrote it; emptied when that person is to be forgotten.';

create table howdah.prompt_labels (
  tenant_id text not null default howdah.current_tenant(),
  prompt text not null,
  label text not null,
  version integer not null,
  activated_by text,
  activated_at timestamptz not null default howdah.now(),
  constraint prompt_labels_pkey primary key (tenant_id, prompt, label),
  constraint prompt_labels_version_fkey foreign key (tenant_id, prompt, version)
    references howdah.prompt_versions (tenant_id, prompt, version),
  constraint prompt_labels_label_is_sensible check (label ~ '^[a-z][a-z0-9_-]{0,60}$')
);
create index prompt_labels_version_idx on howdah.prompt_labels (tenant_id, prompt, version);
comment on table howdah.prompt_labels is 'Which version a label such as production points to.';

create table howdah.prompt_label_history (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  prompt text not null,
  label text not null,
  from_version integer,
  to_version integer not null,
  restores_id bigint,
  reason text,
  changed_by text,
  created_at timestamptz not null default howdah.now(),
  content_hash bytea not null,
  constraint prompt_label_history_pkey primary key (tenant_id, id),
  constraint prompt_label_history_prompt_fkey foreign key (tenant_id, prompt)
    references howdah.prompts (tenant_id, name)
);
create index prompt_label_history_prompt_idx on howdah.prompt_label_history (tenant_id, prompt, label, id);
comment on table howdah.prompt_label_history is
  'Every move of a label: from which version to which, when, by whom and why; never changed.';
comment on column howdah.prompt_label_history.restores_id is
  'Of a rollback: the move whose state it went back to; the next one goes on from there.';
comment on column howdah.prompt_label_history.changed_by is
  'Who moved it; emptied when that person is to be forgotten.';
comment on column howdah.prompt_label_history.content_hash is
  'SHA-256 of the hash of the label''s move before and this row without changed_by; verify() follows the chain.';

alter table howdah.prompts enable row level security;
alter table howdah.prompt_versions enable row level security;
alter table howdah.prompt_labels enable row level security;
alter table howdah.prompt_label_history enable row level security;
