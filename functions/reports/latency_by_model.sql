create or replace view howdah.latency_by_model
  with (security_invoker = true)
as
select h.provider,
       h.model,
       h.kind,
       t.timed_count as calls,
       t.avg_ms,
       h.p50_ms,
       h.p95_ms,
       h.p99_ms,
       h.first_token_p50_ms,
       h.first_token_p95_ms
  from (
    select b.provider, b.model, b.kind,
           round(howdah.latency_percentile(array_agg(b.bucket), array_agg(b.calls), 0.5)::numeric, 1) as p50_ms,
           round(howdah.latency_percentile(array_agg(b.bucket), array_agg(b.calls), 0.95)::numeric, 1) as p95_ms,
           round(howdah.latency_percentile(array_agg(b.bucket), array_agg(b.calls), 0.99)::numeric, 1) as p99_ms,
           round(howdah.latency_percentile(array_agg(b.bucket), array_agg(b.first_tokens), 0.5)::numeric, 1) as first_token_p50_ms,
           round(howdah.latency_percentile(array_agg(b.bucket), array_agg(b.first_tokens), 0.95)::numeric, 1) as first_token_p95_ms
      from (
        select p.provider, p.model, p.kind, p.bucket, sum(p.call_count)::bigint as calls,
               sum(p.first_token_count)::bigint as first_tokens
          from howdah.latency_parts as p
         where p.day > (howdah.now() at time zone 'UTC')::date - 30
         group by p.provider, p.model, p.kind, p.bucket
      ) as b
     group by b.provider, b.model, b.kind
  ) as h
  join (
    select p.provider, p.model, p.kind, sum(p.timed_count)::bigint as timed_count,
           round(sum(p.latency_ms) / nullif(sum(p.timed_count), 0), 1) as avg_ms
      from howdah.usage_day_parts as p
     where p.day > (howdah.now() at time zone 'UTC')::date - 30
     group by p.provider, p.model, p.kind
  ) as t using (provider, model, kind)
 order by h.provider, h.model, h.kind;
comment on view howdah.latency_by_model is
  'How long successful calls of the last 30 UTC days took, in milliseconds; percentiles are right within 1 %.';
comment on column howdah.latency_by_model.provider is 'Alias of the provider.';
comment on column howdah.latency_by_model.model is 'The model that was asked for.';
comment on column howdah.latency_by_model.kind is 'chat or embedding.';
comment on column howdah.latency_by_model.calls is
  'Calls that succeeded and were timed; answers from the cache are not.';
comment on column howdah.latency_by_model.avg_ms is 'Mean.';
comment on column howdah.latency_by_model.p50_ms is 'Half took at most so long.';
comment on column howdah.latency_by_model.p95_ms is '95 of 100 took at most so long.';
comment on column howdah.latency_by_model.p99_ms is '99 of 100 took at most so long.';
comment on column howdah.latency_by_model.first_token_p50_ms is 'Half showed their first token after so long.';
comment on column howdah.latency_by_model.first_token_p95_ms is '95 of 100 showed their first token after so long.';
