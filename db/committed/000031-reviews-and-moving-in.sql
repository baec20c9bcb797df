--! Previous: sha1:ffab7932b703be07e9f9b02cc841ed1b6c4a9ada
--! Hash: sha1:c64e5e559bb62040d55ef988f3bdea34b15c7cb6
--! Message: reviews-and-moving-in

-- Nothing before has it, and what is null is in no hash of the chain.
alter table howdah.access_log add column conversation_id uuid;
comment on table howdah.access_log is
  'Who was shown which documents and whose conversations: one row an answer, a logged search or a look of a reviewer; '
  'append-only.';
comment on column howdah.access_log.function is 'What showed them: answer, logged_search, review.';
comment on column howdah.access_log.message_id is
  'The answer; of a review the one that was looked at, null where it was the whole conversation.';
comment on column howdah.access_log.conversation_id is 'The conversation that a reviewer or administrator looked at.';

alter table howdah.feedback add column scored_by text;
comment on column howdah.feedback.scored_by is
  'The user who scored somebody else''s answer as a reviewer; the score goes when that person is forgotten.';

create table howdah_internal.moved_in (
  tenant_id text not null default howdah.current_tenant(),
  relation text not null,
  key_hash bytea not null,
  prompt_version_id bigint,
  moved_at timestamptz not null default howdah.now(),
  constraint moved_in_pkey primary key (tenant_id, relation, key_hash)
);
comment on table howdah_internal.moved_in is
  'Rows that db/moving-in.sql has taken over, so that it takes none twice, also where howdah has deleted or forgotten '
  'what became of it.';
comment on column howdah_internal.moved_in.relation is 'The table that it was in.';
comment on column howdah_internal.moved_in.key_hash is 'SHA-256 of its id.';
comment on column howdah_internal.moved_in.prompt_version_id is 'What a prompt version has become.';
alter table howdah_internal.moved_in enable row level security;
