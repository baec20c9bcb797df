create or replace view howdah_internal.usage_measures
  with (security_invoker = true)
as
select u.tenant_id, u.call_id, u.attempt, u.created_at,
       date_trunc('hour', u.created_at, 'UTC') as hour,
       (u.created_at at time zone 'UTC')::date as day,
       date_trunc('month', u.created_at at time zone 'UTC')::date as month,
       coalesce(u.user_id, '') as user_id, u.provider, u.model, u.kind, coalesce(u.feature, '') as feature,
       coalesce(u.prompt, '') as prompt, coalesce(u.prompt_version, 0) as prompt_version, u.service_class,
       u.input_tokens is not null and (u.kind != 'chat' or u.output_tokens is not null) as has_tokens,
       1::bigint as call_count,
       (u.status != 'ok')::integer::bigint as failed_count,
       u.cached::integer::bigint as cached_count,
       u.is_estimated::integer::bigint as estimated_count,
       u.is_unpriced::integer::bigint as unpriced_count,
       coalesce(u.input_tokens, 0)::bigint as input_tokens,
       coalesce(u.cached_input_tokens, 0)::bigint as cached_input_tokens,
       coalesce(u.cache_write_tokens, 0)::bigint as cache_write_tokens,
       coalesce(u.output_tokens, 0)::bigint as output_tokens,
       coalesce(u.reasoning_tokens, 0)::bigint as reasoning_tokens,
       coalesce(u.cost_cents, 0) as cost_cents,
       coalesce(u.saved_cents, 0) as saved_cents,
       t.is_timed::integer::bigint as timed_count,
       case when t.is_timed then u.latency_ms else 0 end::bigint as latency_ms,
       u.created_at as first_call_at,
       u.created_at as last_call_at,
       case when t.is_timed then howdah_internal.latency_bucket(u.latency_ms) end as latency_bucket,
       case when t.is_timed then howdah_internal.latency_bucket(u.first_token_ms) end as first_token_bucket,
       a.is_answer::integer::bigint as answer_count,
       case when a.is_answer then u.output_tokens else 0 end::bigint as answer_tokens,
       case
         when u.kind = 'chat' and u.message_id is not null
           then howdah_internal.is_refused_answer(u.tenant_id, u.message_id)::integer
         else 0
       end::bigint as refused_count,
       (u.kind = 'chat' and u.cached)::integer::bigint as given_count
  from howdah.llm_usage as u
 cross join lateral (select u.status = 'ok' and not u.cached and u.latency_ms is not null as is_timed) as t
 cross join lateral (
   select u.kind = 'chat' and u.status = 'ok' and not u.cached and u.output_tokens is not null as is_answer
 ) as a;
comment on view howdah_internal.usage_measures is
  'llm_usage as what roll-ups and reports group by and add up, a row a call.';
grant select on howdah_internal.usage_measures to howdah_app, howdah_analyst;
