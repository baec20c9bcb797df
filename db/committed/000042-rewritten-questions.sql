--! Previous: sha1:39bd787634859cdcf41fa6fb8d8df3f05ae1ec3c
--! Hash: sha1:c77a28676ac978f8148d247f351b54fece3369d6
--! Message: rewritten-questions

alter table howdah.messages add column rewritten_question text;
comment on column howdah.messages.rewritten_question is
  'The question of this answer as one that stands alone, by which its sources were searched too; null where none was '
  'made of it.';
comment on column howdah.messages.retrieval_mode is
  'How the sources were found: hybrid, keyword or semantic, none where there were none, null without a collection; '
  'with +rewritten also by the rewritten question, with +previous also by the question together with those before it.';

alter table howdah_internal.message_steps
  add column prompt_version_id bigint,
  add constraint message_steps_prompt_version_id_fkey foreign key (tenant_id, prompt_version_id)
    references howdah_internal.prompt_versions (tenant_id, id);
create index message_steps_prompt_version_id_idx on howdah_internal.message_steps (tenant_id, prompt_version_id)
  where prompt_version_id is not null;
comment on column howdah_internal.message_steps.prompt_version_id is
  'Version of the prompt that the call has of its own; null where it is that of the message, or there is none.';
