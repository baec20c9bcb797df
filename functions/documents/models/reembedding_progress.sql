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
