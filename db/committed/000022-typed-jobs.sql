--! Previous: sha1:736f3981d606b833dd64a1da8645c11ddb9cb8c5
--! Hash: sha1:e6106701166f15da5053cfe686b68dc1dad04f48
--! Message: typed-jobs

alter table howdah_internal.jobs
  add column message_id uuid,
  add column chunk_id bigint,
  add column is_unwanted boolean not null default false,
  add column call_id uuid,
  add column called_at timestamptz,
  add column called_tokens integer;
comment on column howdah_internal.jobs.message_id is
  'The answer that a job of kind chat works on.';
comment on column howdah_internal.jobs.chunk_id is
  'The chunk that a job of kind embed_chunk works on.';
comment on column howdah_internal.jobs.is_unwanted is
  'Nobody waits for it any more: its worker hears so with the next heartbeat.';
comment on column howdah_internal.jobs.call_id is
  'The request under way for embeddings, noted at one of its jobs; an estimate in the usage when nobody reports it.';
comment on column howdah_internal.jobs.called_at is
  'When that request was begun.';
comment on column howdah_internal.jobs.called_tokens is
  'Estimated tokens of that request.';
comment on column howdah_internal.jobs.reservation_id is
  'What is held for it in the budgets of who pays: an answer''s has the id of its message and stays until it ends, one '
  'of embeddings goes with its claim.';
update howdah_internal.jobs as j
   set message_id = (j.payload ->> 'message_id')::uuid, reservation_id = (j.payload ->> 'message_id')::uuid,
       payload = j.payload - 'message_id' - 'model_id'
 where j.kind = 'chat';
update howdah_internal.jobs as j
   set chunk_id = (j.payload ->> 'chunk_id')::bigint, payload = j.payload - 'chunk_id'
 where j.kind = 'embed_chunk';
drop index howdah_internal.jobs_message_id_idx;
create index jobs_message_id_idx on howdah_internal.jobs (tenant_id, message_id) where message_id is not null;

alter table howdah.lanes
  add column refusal_count integer not null default 0,
  add column refused_at timestamptz;
comment on column howdah.lanes.refusal_count is
  'Rate limits met in a row; each makes the pause longer, and a call that goes well begins anew.';
comment on column howdah.lanes.refused_at is
  'When the last of them was met.';

alter table howdah.models
  add column max_output_tokens integer,
  add column silence_seconds integer,
  add column total_seconds integer,
  add constraint models_limits_are_positive check (
    least(max_output_tokens, silence_seconds, total_seconds) > 0
  );
comment on column howdah.models.max_output_tokens is
  'The longest answer; a limit that a prompt version names is never above it.';
comment on column howdah.models.silence_seconds is
  'A call is given up when nothing comes for so long after its first byte; null is the setting silence_seconds.';
comment on column howdah.models.total_seconds is
  'A call is given up after so long; null is no limit of its own.';
