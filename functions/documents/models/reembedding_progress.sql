create or replace view howdah.reembedding_progress with (security_invoker = true) as
select c.collection, c.state, c.old_model, c.new_model, c.chunk_count, c.embedded_count, c.percent, c.queued_count,
       c.dead_count, c.chunks_per_minute, c.finishes_at, c.reason, c.started_at, c.decided_at, c.kept_until
  from howdah_internal.open_model_changes() as c;
comment on view howdah.reembedding_progress is
  'Collections whose embedding model changes or has changed: state, chunks done, rate, when it will be done, why it '
  'waits, and until when one may go back.';
comment on column howdah.reembedding_progress.collection is 'The collection.';
comment on column howdah.reembedding_progress.state is 'How far the change of model is.';
comment on column howdah.reembedding_progress.old_model is 'The model that search answers from until the switch.';
comment on column howdah.reembedding_progress.new_model is 'The model to come.';
comment on column howdah.reembedding_progress.chunk_count is 'Chunks of the collection.';
comment on column howdah.reembedding_progress.embedded_count is 'Those with a vector of the new model.';
comment on column howdah.reembedding_progress.percent is 'The same in percent.';
comment on column howdah.reembedding_progress.queued_count is 'Jobs that wait or run.';
comment on column howdah.reembedding_progress.dead_count is 'Jobs that were given up.';
comment on column howdah.reembedding_progress.chunks_per_minute is 'Rate of the last five minutes.';
comment on column howdah.reembedding_progress.finishes_at is 'When it will be done at this rate.';
comment on column howdah.reembedding_progress.reason is 'Why it waits; null when it does not.';
comment on column howdah.reembedding_progress.started_at is 'When start_reembedding was called.';
comment on column howdah.reembedding_progress.decided_at is 'When it was switched, or given up.';
comment on column howdah.reembedding_progress.kept_until is 'Until when rollback_reembedding goes back.';
grant select on howdah.reembedding_progress to howdah_app, howdah_admin;
