--! Previous: sha1:73d21ba2629b1983529a4a98497f700a780a1fd2
--! Hash: sha1:c0d9bc3e6aca023b7777be4024ac2c9eb8b91567
--! Message: rate-limits

create table howdah.rate_limits (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  scope text not null,
  scope_id text not null default '*',
  unit text not null,
  period text not null,
  limit_value bigint,
  burst bigint,
  created_at timestamptz not null default howdah.now(),
  constraint rate_limits_pkey primary key (tenant_id, id),
  constraint rate_limits_scope_key unique (tenant_id, scope, scope_id, unit, period),
  constraint rate_limits_scope_is_known check (scope in ('user', 'plan', 'tenant', 'model', 'global')),
  constraint rate_limits_unit_is_known check (unit in ('requests', 'input_tokens', 'output_tokens', 'concurrent')),
  constraint rate_limits_period_is_known check (period in ('second', 'minute', 'hour', 'day', 'month', 'now')),
  constraint rate_limits_limit_value_is_not_negative check (limit_value >= 0),
  constraint rate_limits_burst_is_of_a_rate check (
    burst is null or burst > 0 and period in ('second', 'minute', 'hour')
  ),
  constraint rate_limits_concurrent_is_now check ((unit = 'concurrent') = (period = 'now'))
);
comment on table howdah.rate_limits is 'How much may be asked in a time; 0 blocks, null is unlimited.';
comment on column howdah.rate_limits.scope_id is 'User, plan, tenant or model; * means each one for itself.';
comment on column howdah.rate_limits.burst is 'How much at once where it was quiet before; null means limit_value.';

create table howdah_internal.rate_state (
  tenant_id text not null default howdah.current_tenant(),
  rate_limit_id bigint not null,
  subject text not null,
  level numeric not null default 0,
  level_at timestamptz,
  window_starts_at timestamptz,
  used bigint not null default 0,
  reserved bigint not null default 0,
  refused_count bigint not null default 0,
  refused_at timestamptz,
  constraint rate_state_pkey primary key (tenant_id, rate_limit_id, subject),
  constraint rate_state_rate_limit_id_fkey foreign key (tenant_id, rate_limit_id)
    references howdah.rate_limits (tenant_id, id) on delete cascade,
  constraint rate_state_amounts_are_not_negative check (level >= 0 and used >= 0 and reserved >= 0)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
comment on table howdah_internal.rate_state is 'Where each limited subject stands.';
comment on column howdah_internal.rate_state.level is
  'Of GCRA, exact: what is in the bucket at level_at times the seconds of the period; limit_value runs out each '
  'second.';
comment on column howdah_internal.rate_state.window_starts_at is 'Day or month that used and reserved are of.';
comment on column howdah_internal.rate_state.reserved is
  'Of calls on their way: tokens of the window, or how many run.';

alter table howdah.rate_limits enable row level security;
alter table howdah_internal.rate_state enable row level security;
