--! Previous: sha1:6d410f9830aeecc1205f6619a6b1415992d4a17f
--! Hash: sha1:39bd787634859cdcf41fa6fb8d8df3f05ae1ec3c
--! Message: rerank-and-parts

alter table howdah.models
  drop constraint models_kind_is_known,
  add constraint models_kind_is_known check (kind in ('embedding', 'chat', 'rerank')),
  add column input_kinds text[],
  add constraint models_input_kinds_are_known check (
    input_kinds <@ array['text', 'image', 'file'] and 'text' = any (input_kinds)
  );
comment on column howdah.models.input_kinds is
  'What of a message a chat model takes: text, image, file; null is not known, then all is sent.';

alter table howdah.collections
  add column rerank_model_id integer,
  add constraint collections_rerank_model_id_fkey foreign key (rerank_model_id) references howdah.models (id);
create index collections_rerank_model_id_idx on howdah.collections (rerank_model_id) where rerank_model_id is not null;
comment on column howdah.collections.rerank_model_id is
  'Puts what was found for a question in a better order before the answer; null is none.';

alter table howdah.conversations
  add column rerank_model_id integer,
  add constraint conversations_rerank_model_id_fkey foreign key (rerank_model_id) references howdah.models (id);
create index conversations_rerank_model_id_idx on howdah.conversations (rerank_model_id)
  where rerank_model_id is not null;
comment on column howdah.conversations.rerank_model_id is 'Instead of the one of the collection.';

alter table howdah.messages
  add column rerank_model_id integer,
  add constraint messages_rerank_model_id_fkey foreign key (rerank_model_id) references howdah.models (id);
create index messages_rerank_model_id_idx on howdah.messages (rerank_model_id) where rerank_model_id is not null;
comment on column howdah.messages.rerank_model_id is
  'Of a question: instead of the one of its conversation or collection.';
comment on column howdah.messages.parts is
  'What it has besides its text: text, image, file, tool_call, tool_result, reasoning, as an array of objects.';

alter table howdah_internal.message_citations add column rerank_score double precision;
comment on column howdah_internal.message_citations.rerank_score is
  'What the rerank model said of it; null where none was asked, or it did not say.';

comment on column howdah.llm_usage.item_count is
  'Texts in the request: 1 for chat, the batch size for embeddings; for rerank the searches that were billed.';
