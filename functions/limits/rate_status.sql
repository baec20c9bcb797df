create or replace view howdah.rate_status
  with (security_invoker = true)
as
select s.tenant_id, l.scope, s.subject, l.unit, l.period, l.limit_value, l.burst, s.used, s.reserved,
       case when l.period in ('second', 'minute', 'hour')
         then ceil(howdah_internal.bucket_level(s.level, s.level_at, l.limit_value, howdah.now())
           / howdah_internal.period_seconds(l.period))
       end as in_bucket,
       s.refused_count, s.refused_at
  from howdah_internal.rate_state as s
  join howdah.rate_limits as l on l.tenant_id = s.tenant_id and l.id = s.rate_limit_id;
comment on view howdah.rate_status is
  'Every subject of a rate limit: what it used and holds in its day or month, what is in its bucket, how often it '
  'was refused.';
comment on column howdah.rate_status.tenant_id is 'The tenant; * is the whole installation.';
comment on column howdah.rate_status.scope is 'What the limit is of: user, plan, tenant, model or global.';
comment on column howdah.rate_status.subject is 'Whose calls are counted.';
comment on column howdah.rate_status.unit is 'requests, input_tokens, output_tokens or concurrent.';
comment on column howdah.rate_status.period is
  'second, minute or hour for rates, day or month for quotas; null for calls at a time.';
comment on column howdah.rate_status.limit_value is 'How many in a period; null is no limit.';
comment on column howdah.rate_status.burst is 'How many at once; null is limit_value.';
comment on column howdah.rate_status.used is 'Used in the present day or month.';
comment on column howdah.rate_status.reserved is 'Held for calls on their way.';
comment on column howdah.rate_status.in_bucket is 'What of a rate is taken at this moment.';
comment on column howdah.rate_status.refused_count is 'Calls that it has refused.';
comment on column howdah.rate_status.refused_at is 'When it refused the last.';
grant select on howdah.rate_status to howdah_analyst, howdah_admin;
