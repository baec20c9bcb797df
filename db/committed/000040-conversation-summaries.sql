--! Previous: sha1:60ac611d2a30bcdf855b380db4acbed9c605e037
--! Hash: sha1:6d410f9830aeecc1205f6619a6b1415992d4a17f
--! Message: conversation-summaries

create table howdah.conversation_summaries (
  tenant_id text not null default howdah.current_tenant(),
  id uuid not null default gen_random_uuid(),
  conversation_id uuid not null,
  user_id text,
  from_seq bigint not null,
  to_seq bigint not null,
  message_id uuid not null,
  former_id uuid,
  run_id uuid not null,
  attempt integer not null default 1,
  content text,
  token_count integer,
  error_code text,
  created_at timestamptz not null default howdah.now(),
  completed_at timestamptz,
  stale_at timestamptz,
  constraint conversation_summaries_pkey primary key (tenant_id, id),
  constraint conversation_summaries_run_id_key unique (tenant_id, run_id),
  constraint conversation_summaries_conversation_id_fkey foreign key (tenant_id, conversation_id)
    references howdah.conversations (tenant_id, id) on delete cascade,
  constraint conversation_summaries_message_id_fkey foreign key (tenant_id, message_id)
    references howdah.messages (tenant_id, id) on delete cascade,
  constraint conversation_summaries_range_is_not_empty check (from_seq <= to_seq),
  constraint conversation_summaries_stale_is_empty check (stale_at is null or content is null)
);
create unique index conversation_summaries_message_id_key on howdah.conversation_summaries (tenant_id, message_id)
  where stale_at is null;
create index conversation_summaries_message_id_idx on howdah.conversation_summaries (tenant_id, message_id);
create index conversation_summaries_conversation_id_idx
  on howdah.conversation_summaries (tenant_id, conversation_id, to_seq);
create index conversation_summaries_user_id_idx on howdah.conversation_summaries (tenant_id, user_id);
comment on table howdah.conversation_summaries is
  'What was said in a branch of a conversation before the turns that a request still has room for, in short.';
comment on column howdah.conversation_summaries.from_seq is 'Seq of the first message that it covers.';
comment on column howdah.conversation_summaries.to_seq is 'Seq of the last one, message_id.';
comment on column howdah.conversation_summaries.message_id is
  'The last message that it covers, with those above it from from_seq on: a branch that this message is not part of '
  'does not use it.';
comment on column howdah.conversation_summaries.former_id is 'The summary that it begins with; null for none.';
comment on column howdah.conversation_summaries.run_id is 'The answer of the prompt that writes it; for message_trace.';
comment on column howdah.conversation_summaries.attempt is 'How often it was begun.';
comment on column howdah.conversation_summaries.content is 'Null until it is written, and when it is stale.';
comment on column howdah.conversation_summaries.token_count is
  'Estimated tokens that it takes of a request, with its marks.';
comment on column howdah.conversation_summaries.error_code is
  'Why what was written is not used; why a call failed stands in its run.';
comment on column howdah.conversation_summaries.stale_at is
  'When a message that it covers was changed: it is used no longer, and its text is gone.';
alter table howdah.conversation_summaries enable row level security;

alter table howdah.conversations
  add column summary_of uuid,
  add constraint conversations_summary_of_fkey foreign key (tenant_id, summary_of)
    references howdah.conversations (tenant_id, id) on delete cascade;
create index conversations_summary_of_idx on howdah.conversations (tenant_id, summary_of)
  where summary_of is not null;
comment on column howdah.conversations.summary_of is
  'The conversation that the only answer of this one summarises; null for all others.';

alter table howdah.messages
  add column is_bulk boolean not null default false,
  add column summary_id uuid;
comment on column howdah.messages.is_bulk is
  'Called in the bulk lane of its model, for nobody who waits: it takes no place of a question in limits and is not '
  'kept in the cache.';
comment on column howdah.messages.summary_id is
  'The summary that its request began with; null where all that was said fits, or none was there.';
