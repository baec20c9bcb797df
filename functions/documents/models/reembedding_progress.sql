create or replace view howdah.reembedding_progress with (security_invoker = true) as
select s.collection, s.state, s.old_model, s.new_model, s.chunk_count, s.embedded_count,
       round(100.0 * s.embedded_count / nullif(s.chunk_count, 0), 2) as percent,
       s.queued_count, s.dead_count, round(r.per_minute, 1) as chunks_per_minute,
       case when s.state = 'running' and r.per_minute > 0
         then howdah.clock() + (s.chunk_count - s.embedded_count) / r.per_minute * interval '1 minute' end as finishes_at,
       s.reason, s.started_at, s.decided_at, s.kept_until
  from howdah.reembedding_state() as s
 cross join lateral (
   -- Of the last five minutes, so that a pause or a faster worker shows.
   select (s.recent_count / (extract(epoch from least(
            howdah.clock() - s.started_at + interval '1 second', interval '5 minutes')) / 60))::numeric as per_minute
 ) as r;
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
