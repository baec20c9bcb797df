--! Previous: sha1:0dfe5407376d4c9b9022677b5b8996d022767252
--! Hash: sha1:ffab7932b703be07e9f9b02cc841ed1b6c4a9ada
--! Message: audit-logs

-- Written with every answer: like llm_usage cut by month, without foreign keys, and without a CHECK, whose text is
-- parsed at every statement that writes.
create table howdah.access_log (
  tenant_id text not null default howdah.current_tenant(),
  id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default howdah.clock(),
  reader uuid,
  login text not null default session_user,
  function text not null,
  query_hash bytea,
  document_ids uuid[] not null default '{}',
  document_versions integer[] not null default '{}',
  cited_ids uuid[] not null default '{}',
  message_id uuid,
  outcome text not null default 'found',
  error_code text,
  constraint access_log_pkey primary key (tenant_id, created_at, id)
) partition by range (created_at);
create index access_log_reader_idx on howdah.access_log (tenant_id, reader, created_at);
create index access_log_document_ids_idx on howdah.access_log using gin (document_ids);
create table howdah.access_log_default partition of howdah.access_log default;
comment on table howdah.access_log is
  'Who was shown which documents: one row an answer or a logged search; append-only.';
comment on table howdah.access_log_default is
  'Rows for which no monthly partition was there; doctor() warns when it has some.';
comment on column howdah.access_log.reader is
  'Pseudonym of the user, which stays when the person is forgotten; null where nobody acted as a user. '
  'readers_of_document and documents_of_user know the name.';
comment on column howdah.access_log.login is 'The login of the session: of the worker, where an answer was stored.';
comment on column howdah.access_log.function is 'What showed them: answer, logged_search.';
comment on column howdah.access_log.query_hash is 'SHA-256 of the question, without the white space around it.';
comment on column howdah.access_log.document_ids is 'The documents, best first, each once; they may be gone by now.';
comment on column howdah.access_log.document_versions is 'Their versions at that time, in the same order.';
comment on column howdah.access_log.cited_ids is 'Those of them that the answer cites.';
comment on column howdah.access_log.outcome is 'found, or refused: then nothing was shown.';
comment on column howdah.access_log.error_code is 'SQLSTATE of the refusal.';

create table howdah_internal.access_log_texts (
  tenant_id text not null default howdah.current_tenant(),
  access_id uuid not null,
  reader uuid,
  query text not null,
  created_at timestamptz not null,
  constraint access_log_texts_pkey primary key (tenant_id, access_id)
);
create index access_log_texts_reader_idx on howdah_internal.access_log_texts (tenant_id, reader);
create index access_log_texts_created_at_idx on howdah_internal.access_log_texts (created_at);
comment on table howdah_internal.access_log_texts is
  'Questions of the access log where the setting access_log_text is on; they go when the person is forgotten.';

create table howdah.change_log (
  tenant_id text not null default howdah.current_tenant(),
  id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default howdah.clock(),
  actor uuid,
  login text not null default session_user,
  operation text not null,
  kind text not null,
  object text,
  subject uuid,
  before jsonb,
  after jsonb,
  content_hash bytea not null,
  constraint change_log_pkey primary key (tenant_id, created_at, id),
  constraint change_log_operation_is_known check (operation in ('made', 'changed', 'deleted', 'forgotten'))
) partition by range (created_at);
create index change_log_object_idx on howdah.change_log (tenant_id, object, created_at);
create index change_log_subject_idx on howdah.change_log (tenant_id, subject) where subject is not null;
create table howdah.change_log_default partition of howdah.change_log default;
comment on table howdah.change_log is
  'Who changed what: one row a change of documents, limits, prices, settings, prompts and the like; append-only.';
comment on table howdah.change_log_default is
  'Rows for which no monthly partition was there; doctor() warns when it has some.';
comment on column howdah.change_log.tenant_id is
  'The tenant; * for what is of all tenants, such as settings and prices.';
comment on column howdah.change_log.actor is
  'Pseudonym of the user who acted, which stays when the person is forgotten; null where nobody acted as a user.';
comment on column howdah.change_log.login is 'The login of the session.';
comment on column howdah.change_log.kind is 'What it is: document, budget, setting, prompt label ...';
comment on column howdah.change_log.object is 'Its name; null where it was of a person who is forgotten.';
comment on column howdah.change_log.subject is 'Pseudonym of the person whose it is, such as the owner of a document.';
comment on column howdah.change_log.before is 'What it was; null where it was made. Documents without their content.';
comment on column howdah.change_log.after is 'What it is since; null where it was deleted.';
comment on column howdah.change_log.content_hash is 'SHA-256 of object, before and after: it stays when these go.';

create table howdah_internal.pseudonyms (
  tenant_id text not null default howdah.current_tenant(),
  user_id text not null,
  id uuid not null default gen_random_uuid(),
  constraint pseudonyms_pkey primary key (tenant_id, user_id),
  constraint pseudonyms_id_key unique (tenant_id, id)
);
comment on table howdah_internal.pseudonyms is
  'Under which id the logs know a user. Forgetting the person deletes the row, and nothing leads back.';

create table howdah_internal.log_heads (
  tenant_id text not null default howdah.current_tenant(),
  day date not null,
  chain integer not null,
  position bigint not null default 0,
  hash bytea not null,
  starts_from bytea not null,
  previous_day date,
  previous_position bigint,
  constraint log_heads_pkey primary key (tenant_id, day, chain)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
comment on table howdah_internal.log_heads is
  'Where the chains over both logs end, for each tenant and day (UTC). Whoever writes a log takes, when the '
  'transaction ends, the first that nobody else has: one chain is enough where not many write at once.';
comment on column howdah_internal.log_heads.starts_from is
  'Hash at the end of the chain of this number on the day before that has one, when this one began; its place is '
  'previous_day, previous_position.';

create table howdah_internal.log_chain (
  tenant_id text not null default howdah.current_tenant(),
  day date not null,
  chain integer not null,
  position bigint not null,
  log text not null,
  row_id uuid not null,
  hash bytea not null,
  constraint log_chain_pkey primary key (tenant_id, day, chain, position)
) partition by range (day);
create table howdah_internal.log_chain_default partition of howdah_internal.log_chain default;
comment on table howdah_internal.log_chain is
  'The rows of both logs, of each chain in the order of their commits, with a hash over the one before and their own '
  'content.';
comment on table howdah_internal.log_chain_default is
  'Rows for which no monthly partition was there; doctor() warns when it has some.';

comment on column howdah_internal.log_chain.log is 'Which log the row is of: access or change.';

alter table howdah.access_log enable row level security;
alter table howdah.access_log_default enable row level security;
alter table howdah_internal.access_log_texts enable row level security;
alter table howdah.change_log enable row level security;
alter table howdah.change_log_default enable row level security;
alter table howdah_internal.pseudonyms enable row level security;
alter table howdah_internal.log_heads enable row level security;
alter table howdah_internal.log_chain enable row level security;
alter table howdah_internal.log_chain_default enable row level security;
