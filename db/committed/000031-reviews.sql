--! Previous: sha1:ffab7932b703be07e9f9b02cc841ed1b6c4a9ada
--! Hash: sha1:03f21a8d05b25fc216f3b2ea50b7f67d455814be
--! Message: reviews

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
