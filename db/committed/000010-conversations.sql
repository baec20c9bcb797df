--! Previous: sha1:69a8abe9fc9f4a4c57df4047fe4635c9f794ca8b
--! Hash: sha1:c6f90aecbdeff00409f10c183d002c1c6339a7ec
--! Message: conversations

create table howdah.conversations (
  tenant_id text not null default howdah.current_tenant(),
  id uuid not null default gen_random_uuid(),
  user_id text,
  title text,
  prompt text not null,
  variables jsonb not null default '{}',
  model_id integer,
  collection text,
  metadata jsonb not null default '{}',
  head_message_id uuid,
  last_seq bigint not null default 0,
  is_one_shot boolean not null default false,
  request_key text,
  archived_at timestamptz,
  created_at timestamptz not null default howdah.now(),
  updated_at timestamptz not null default howdah.now(),
  constraint conversations_pkey primary key (tenant_id, id),
  constraint conversations_user_id_fkey foreign key (tenant_id, user_id) references howdah.users (tenant_id, id),
  constraint conversations_prompt_fkey foreign key (tenant_id, prompt) references howdah.prompts (tenant_id, name),
  constraint conversations_model_id_fkey foreign key (model_id) references howdah.models (id),
  constraint conversations_variables_is_object check (jsonb_typeof(variables) = 'object'),
  constraint conversations_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);
create unique index conversations_request_key_idx on howdah.conversations (tenant_id, prompt, request_key, user_id)
  nulls not distinct where request_key is not null;
create index conversations_user_id_idx on howdah.conversations (tenant_id, user_id, updated_at);
create index conversations_prompt_idx on howdah.conversations (tenant_id, prompt);
create index conversations_model_id_idx on howdah.conversations (model_id);
comment on table howdah.conversations is
  'Conversations of users with a prompt, a model and a collection to answer from.';
comment on column howdah.conversations.user_id is 'Null for conversations of the application itself.';
comment on column howdah.conversations.collection is
  'Searched for every question; null means that nothing is retrieved, * means all.';
comment on column howdah.conversations.head_message_id is 'Last message of the branch that is shown.';
comment on column howdah.conversations.is_one_shot is 'Made by run_prompt; not shown in lists.';
comment on column howdah.conversations.request_key is
  'The client''s own key of a run_prompt; calling it again changes nothing.';

create table howdah.messages (
  tenant_id text not null default howdah.current_tenant(),
  id uuid not null default gen_random_uuid(),
  conversation_id uuid not null,
  seq bigint not null,
  parent_id uuid,
  instruction_id uuid,
  role text not null,
  status text not null default 'complete',
  content text not null default '',
  content_json jsonb,
  parts jsonb,
  user_id text,
  request_key text,
  variables jsonb not null default '{}',
  prompt_version_id bigint,
  experiment_id bigint,
  model_id integer,
  run_by text not null default 'worker',
  deadline timestamptz,
  input_tokens integer,
  output_tokens integer,
  tokens_used integer generated always as (input_tokens + output_tokens) stored,
  cost_cents numeric(20, 10),
  latency_ms integer,
  first_token_ms integer,
  cached boolean not null default false,
  cache_key bytea,
  is_refusal boolean not null default false,
  finish_reason text,
  error_code text,
  error_message text,
  retrieval_mode text,
  created_at timestamptz not null default howdah.now(),
  completed_at timestamptz,
  constraint messages_pkey primary key (tenant_id, id),
  constraint messages_seq_key unique (tenant_id, conversation_id, seq),
  constraint messages_request_key_key unique (tenant_id, conversation_id, request_key),
  constraint messages_conversation_id_fkey foreign key (tenant_id, conversation_id)
    references howdah.conversations (tenant_id, id) on delete cascade,
  constraint messages_parent_id_fkey foreign key (tenant_id, parent_id) references howdah.messages (tenant_id, id),
  constraint messages_prompt_version_id_fkey foreign key (tenant_id, prompt_version_id)
    references howdah.prompt_versions (tenant_id, id),
  constraint messages_experiment_id_fkey foreign key (tenant_id, experiment_id)
    references howdah.experiments (tenant_id, id),
  constraint messages_model_id_fkey foreign key (model_id) references howdah.models (id),
  constraint messages_role_is_known check (role in ('system', 'developer', 'user', 'assistant', 'tool')),
  constraint messages_status_is_known check (
    status in ('pending', 'streaming', 'complete', 'failed', 'cancelled', 'expired')
  ),
  constraint messages_run_by_is_known check (run_by in ('worker', 'caller')),
  constraint messages_cost_is_finite check (cost_cents >= 0 and cost_cents < 'Infinity')
);
create index messages_parent_id_idx on howdah.messages (tenant_id, parent_id);
create index messages_first_idx on howdah.messages (tenant_id, conversation_id) where parent_id is null;
create index messages_prompt_version_id_idx on howdah.messages (tenant_id, prompt_version_id);
create index messages_experiment_id_idx on howdah.messages (tenant_id, experiment_id) where experiment_id is not null;
create index messages_model_id_idx on howdah.messages (model_id, created_at);
create index messages_created_at_idx on howdah.messages (tenant_id, created_at);
comment on table howdah.messages is 'Questions and answers; a tree by parent_id, ordered by seq.';
comment on column howdah.messages.seq is 'Order within the conversation, taken under the conversation''s lock.';
comment on column howdah.messages.instruction_id is 'The nearest system or developer message above it in its branch.';
comment on column howdah.messages.content_json is 'The parsed answer, where the prompt version asks for JSON.';
comment on column howdah.messages.request_key is
  'The client''s own key of a question or of a regenerated answer; sending it again changes nothing.';
comment on column howdah.messages.run_by is 'Who calls the model: a worker, or the application itself (caller).';
comment on column howdah.messages.tokens_used is
  'Input and output tokens of the answer; null when the provider did not say.';
comment on column howdah.messages.cost_cents is 'US cents; null when the price is not known.';
comment on column howdah.messages.first_token_ms is 'Milliseconds from the call to the first token.';
comment on column howdah.messages.cached is 'Answered from the cache, without a call.';
comment on column howdah.messages.cache_key is
  'Under which its answer is kept or was found in llm_cache; null when it is not to be kept.';
comment on column howdah.messages.is_refusal is
  'The answer says that it has no answer; the view refused_answers counts it.';
comment on column howdah.messages.retrieval_mode is
  'How the sources were found: hybrid, keyword, semantic, or null without a collection.';

create table howdah_internal.message_deltas (
  tenant_id text not null default howdah.current_tenant(),
  message_id uuid not null,
  from_char integer not null,
  content text not null,
  constraint message_deltas_pkey primary key (tenant_id, message_id, from_char),
  constraint message_deltas_message_id_fkey foreign key (tenant_id, message_id)
    references howdah.messages (tenant_id, id) on delete cascade
);
comment on table howdah_internal.message_deltas is
  'Parts of an answer while it streams; gone once the message holds the whole.';
comment on column howdah_internal.message_deltas.from_char is 'Zero-based character offset of the part in the answer.';

create table howdah_internal.message_requests (
  tenant_id text not null default howdah.current_tenant(),
  message_id uuid not null,
  attempt integer not null,
  request jsonb not null,
  created_at timestamptz not null default howdah.now(),
  constraint message_requests_pkey primary key (tenant_id, message_id, attempt),
  constraint message_requests_message_id_fkey foreign key (tenant_id, message_id)
    references howdah.messages (tenant_id, id) on delete cascade
);
create index message_requests_created_at_idx on howdah_internal.message_requests (created_at);
comment on table howdah_internal.message_requests is 'Exactly what the model was sent for a message; kept for 30 days.';

create table howdah_internal.message_citations (
  tenant_id text not null default howdah.current_tenant(),
  message_id uuid not null,
  position integer not null,
  chunk_id bigint not null,
  document_id uuid not null,
  document_version integer,
  source text not null,
  title text,
  heading text,
  page integer,
  content_hash bytea not null,
  score double precision,
  is_cited boolean not null default false,
  constraint message_citations_pkey primary key (tenant_id, message_id, position),
  constraint message_citations_message_id_fkey foreign key (tenant_id, message_id)
    references howdah.messages (tenant_id, id) on delete cascade,
  constraint message_citations_position_is_positive check (position > 0)
);
create index message_citations_document_id_idx on howdah_internal.message_citations (tenant_id, document_id);
comment on table howdah_internal.message_citations is
  'The sources an answer was given, numbered as it cites them; survives the document.';
comment on column howdah_internal.message_citations.document_version is 'The document''s version when it was given.';
comment on column howdah_internal.message_citations.content_hash is 'SHA-256 of the text that was given.';
comment on column howdah_internal.message_citations.is_cited is 'The answer names the source by its number.';

create table howdah.feedback (
  tenant_id text not null default howdah.current_tenant(),
  message_id uuid not null,
  rater_kind text not null default 'user',
  rater text not null,
  score numeric not null,
  comment text,
  created_at timestamptz not null default howdah.now(),
  constraint feedback_pkey primary key (tenant_id, message_id, rater_kind, rater),
  constraint feedback_message_id_fkey foreign key (tenant_id, message_id)
    references howdah.messages (tenant_id, id) on delete cascade,
  constraint feedback_rater_kind_is_known check (rater_kind in ('user', 'rule', 'judge')),
  constraint feedback_score_is_between_minus_one_and_one check (score between -1 and 1)
);
comment on table howdah.feedback is 'Scores from -1 to 1 for answers, by users, rules or judges.';
comment on column howdah.feedback.rater_kind is
  'user: whose answer it is; rule: code that checks it; judge: a person or a model that reads it.';
comment on column howdah.feedback.rater is
  'The user, or the name of the rule or judge, with its version where that matters.';

alter table howdah.conversations enable row level security;
alter table howdah.messages enable row level security;
alter table howdah_internal.message_deltas enable row level security;
alter table howdah_internal.message_requests enable row level security;
alter table howdah_internal.message_citations enable row level security;
alter table howdah.feedback enable row level security;
