create or replace view howdah.latency_by_model
  with (security_invoker = true)
as
select u.provider,
       u.model,
       u.kind,
       count(*) as calls,
       round(avg(u.latency_ms), 1) as avg_ms,
       percentile_disc(0.5) within group (order by u.latency_ms) as p50_ms,
       percentile_disc(0.95) within group (order by u.latency_ms) as p95_ms,
       percentile_disc(0.99) within group (order by u.latency_ms) as p99_ms,
       percentile_disc(0.5) within group (order by u.first_token_ms) as first_token_p50_ms,
       percentile_disc(0.95) within group (order by u.first_token_ms) as first_token_p95_ms
  from howdah.llm_usage as u
 where u.created_at > howdah.now() - interval '30 days'
   and u.status = 'ok' and not u.cached
   and u.latency_ms is not null
 group by 1, 2, 3
 order by 1, 2, 3;
comment on view howdah.latency_by_model is
  'How long successful calls of the last 30 days took, in milliseconds.';
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
