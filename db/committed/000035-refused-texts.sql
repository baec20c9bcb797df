--! Previous: sha1:ab75e9ed3b69c45d3b4377aae32127ab49f799b5
--! Hash: sha1:7ad48358469b806f620ca1c78c1002529a80af65
--! Message: refused-texts

create table howdah_internal.refused_texts (
  tenant_id text not null default howdah.current_tenant(),
  model_id integer not null,
  content_hash bytea not null,
  created_at timestamptz not null default howdah.now(),
  constraint refused_texts_pkey primary key (tenant_id, model_id, content_hash),
  constraint refused_texts_model_id_fkey foreign key (model_id) references howdah.models (id)
);
create index refused_texts_model_id_idx on howdah_internal.refused_texts (model_id);
comment on table howdah_internal.refused_texts is
  'Texts of chunks that were too long for a model, as its provider said: they are cut smaller and never sent again.';
comment on column howdah_internal.refused_texts.content_hash is 'As chunks.content_hash.';
alter table howdah_internal.refused_texts enable row level security;
comment on column howdah.collections.chunk_tokens is 'Upper size of a chunk in tokens, as estimate_tokens counts them.';
