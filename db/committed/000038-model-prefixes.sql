--! Previous: sha1:a647c93db176ba43c6510b7583a5bc26803c995a
--! Hash: sha1:def80deef45b2cc0d2b67626d34539dfc9a94c15
--! Message: model-prefixes

-- Some models are trained with a few words before a question, and others before a text of a document.
alter table howdah.models
  add column query_prefix text not null default '',
  add column document_prefix text not null default '',
  add constraint models_only_embedding_has_prefixes check (
    kind = 'embedding' or query_prefix = '' and document_prefix = ''
  ),
  add constraint models_prefixes_are_short check (greatest(length(query_prefix), length(document_prefix)) <= 500);
comment on column howdah.models.query_prefix is
  'Embedding models: what is sent before each query, such as ''search_query: ''; empty means nothing.';
comment on column howdah.models.document_prefix is
  'Embedding models: what is sent before each text of a document, such as ''search_document: ''; empty means nothing.';

-- A vector that was made with another prefix is another vector.
alter table howdah_internal.query_embeddings
  add column query_prefix text not null default '',
  drop constraint query_embeddings_pkey,
  add constraint query_embeddings_pkey primary key (tenant_id, model_id, query_hash, query_prefix);
comment on column howdah_internal.query_embeddings.query_prefix is
  'What stood before the query when it was embedded; vectors of former prefixes are not used.';
