create or replace view howdah.latency_by_model
  with (security_invoker = true)
as
select h.provider,
       h.model,
       h.kind,
       t.timed_count as calls,
       t.avg_ms,
       round(howdah_internal.latency_percentile(h.buckets, h.calls, 0.5)::numeric, 1) as p50_ms,
       round(howdah_internal.latency_percentile(h.buckets, h.calls, 0.95)::numeric, 1) as p95_ms,
       round(howdah_internal.latency_percentile(h.buckets, h.calls, 0.99)::numeric, 1) as p99_ms,
       round(howdah_internal.latency_percentile(h.buckets, h.first_tokens, 0.5)::numeric, 1) as first_token_p50_ms,
       round(howdah_internal.latency_percentile(h.buckets, h.first_tokens, 0.95)::numeric, 1) as first_token_p95_ms
  from (
    select b.provider, b.model, b.kind, array_agg(b.bucket) as buckets, array_agg(b.calls) as calls,
           array_agg(b.first_tokens) as first_tokens
      from (
        select p.provider, p.model, p.kind, p.bucket, sum(p.call_count)::bigint as calls,
               sum(p.first_token_count)::bigint as first_tokens
          from howdah_internal.latency_parts as p
         where p.day > (howdah.now() at time zone 'UTC')::date - 30
         group by 1, 2, 3, 4
      ) as b
     group by 1, 2, 3
  ) as h
  join (
    select p.provider, p.model, p.kind, sum(p.timed_count)::bigint as timed_count,
           round(sum(p.latency_ms) / nullif(sum(p.timed_count), 0), 1) as avg_ms
      from howdah_internal.usage_day_parts as p
     where p.day > (howdah.now() at time zone 'UTC')::date - 30
     group by 1, 2, 3
  ) as t using (provider, model, kind)
 order by h.provider, h.model, h.kind;
comment on view howdah.latency_by_model is
  'How long successful calls of the last 30 UTC days took, in milliseconds; percentiles are right within 1 %.';
select howdah_internal.describe_columns('howdah.latency_by_model');
comment on column howdah.latency_by_model.calls is
  'Calls that succeeded and were timed; answers from the cache are not.';
comment on column howdah.latency_by_model.avg_ms is 'Mean.';
comment on column howdah.latency_by_model.p99_ms is '99 of 100 took at most so long.';
comment on column howdah.latency_by_model.first_token_p50_ms is
  'Half showed their first token after so long.';
comment on column howdah.latency_by_model.first_token_p95_ms is
  '95 of 100 showed their first token after so long.';
grant select on howdah.latency_by_model to howdah_analyst;
