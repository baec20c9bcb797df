--! Previous: sha1:215d185dbbfb9e2c46b97c0ddfbbaacea144f81d
--! Hash: sha1:e6dd4c3cf415b55270c34c31639b3aa888bbe228
--! Message: limits

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

create table howdah.rate_state (
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
comment on table howdah.rate_state is 'Where each limited subject stands.';
comment on column howdah.rate_state.level is
  'Of GCRA, exact: what is in the bucket at level_at times the seconds of the period; limit_value runs out each second.';
comment on column howdah.rate_state.window_starts_at is 'Day or month that used and reserved are of.';
comment on column howdah.rate_state.reserved is 'Of calls on their way: tokens of the window, or how many run.';

create table howdah.budgets (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  scope text not null,
  scope_id text not null default '*',
  period text not null,
  limit_cents numeric(20, 10),
  is_hard boolean not null default true,
  soft_percent integer not null default 80,
  created_at timestamptz not null default howdah.now(),
  constraint budgets_pkey primary key (tenant_id, id),
  constraint budgets_scope_key unique (tenant_id, scope, scope_id, period),
  constraint budgets_scope_is_known check (scope in ('user', 'plan', 'tenant', 'model', 'feature', 'global')),
  constraint budgets_period_is_known check (period in ('day', 'week', 'month', 'total')),
  constraint budgets_limit_is_finite check (limit_cents >= 0 and limit_cents < 'Infinity'),
  constraint budgets_soft_percent_is_a_percentage check (soft_percent between 1 and 100)
);
comment on table howdah.budgets is 'How much money may be spent in a period of the tenant''s time zone.';
comment on column howdah.budgets.is_hard is 'A hard budget refuses, a soft one only warns.';
comment on column howdah.budgets.soft_percent is 'Share of limit_cents whose spending is an alert, once a window.';

create table howdah.budget_windows (
  tenant_id text not null default howdah.current_tenant(),
  budget_id bigint not null,
  subject text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  spent_cents numeric(20, 10) not null default 0,
  reserved_cents numeric(20, 10) not null default 0,
  refused_count bigint not null default 0,
  refused_at timestamptz,
  alerted_at timestamptz,
  constraint budget_windows_pkey primary key (tenant_id, budget_id, subject, starts_at),
  constraint budget_windows_budget_id_fkey foreign key (tenant_id, budget_id)
    references howdah.budgets (tenant_id, id) on delete cascade,
  constraint budget_windows_amounts_are_finite check (
    spent_cents >= 0 and spent_cents < 'Infinity' and reserved_cents >= 0 and reserved_cents < 'Infinity'
  )
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
comment on table howdah.budget_windows is 'What was spent and what is reserved in one period of a budget.';
comment on column howdah.budget_windows.alerted_at is 'When spending passed the budget''s soft_percent; howdah.budget_alerts shows it.';

create sequence howdah.refused_calls_seq;
comment on sequence howdah.refused_calls_seq is
  'Calls refused since the installation: a sequence keeps its count where the refused transaction rolls back.';

create table howdah.reservations (
  tenant_id text not null default howdah.current_tenant(),
  id uuid not null default gen_random_uuid(),
  user_id text,
  model_id integer,
  feature text,
  amount_cents numeric(20, 10) not null default 0,
  holds jsonb not null default '[]',
  rates jsonb not null default '[]',
  is_own boolean not null default false,
  status text not null default 'held',
  expires_at timestamptz not null,
  created_at timestamptz not null default howdah.clock(),
  constraint reservations_pkey primary key (tenant_id, id),
  constraint reservations_status_is_known check (status in ('held', 'cancelled', 'expired')),
  constraint reservations_amount_is_finite check (amount_cents >= 0 and amount_cents < 'Infinity')
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
create index reservations_expires_at_idx on howdah.reservations (expires_at) where status = 'held';
create index reservations_ended_idx on howdah.reservations (expires_at) where status != 'held';
comment on table howdah.reservations is
  'Money and slots held for a call that is not finished. Settling deletes the row; a cancelled or expired one stays some '
  'days, so that what a late call cost is still counted.';
comment on column howdah.reservations.id is 'The call''s id in llm_usage; for an answer the message''s id.';
comment on column howdah.reservations.is_own is 'Made by admit for a call of your own code; the others end with their job.';
comment on column howdah.reservations.holds is 'The budget windows that amount_cents is held in.';
comment on column howdah.reservations.rates is 'The rate states in which tokens or a slot are held, and how much.';

alter table howdah.rate_limits enable row level security;
alter table howdah.rate_state enable row level security;
alter table howdah.budgets enable row level security;
alter table howdah.budget_windows enable row level security;
alter table howdah.reservations enable row level security;
