--! Previous: sha1:12e541ea5f33b16a8efe8f644e7863e8d2b8de91
--! Hash: sha1:28f65199225ae8695b5c83a08b348c173b3bee4b
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
  constraint rate_limits_burst_is_positive check (burst > 0)
);
comment on table howdah.rate_limits is 'How much may be asked in a time; 0 blocks, null is unlimited.';
comment on column howdah.rate_limits.scope_id is 'User, plan, tenant or model; * means each one for itself.';

create table howdah.rate_state (
  tenant_id text not null default howdah.current_tenant(),
  rate_limit_id bigint not null,
  subject text not null,
  theoretical_arrival timestamptz,
  window_starts_at timestamptz,
  used bigint not null default 0,
  refused_count bigint not null default 0,
  constraint rate_state_pkey primary key (tenant_id, rate_limit_id, subject),
  constraint rate_state_rate_limit_id_fkey foreign key (tenant_id, rate_limit_id)
    references howdah.rate_limits (tenant_id, id) on delete cascade
) with (fillfactor = 70);
comment on table howdah.rate_state is 'Where each limited subject stands.';
comment on column howdah.rate_state.theoretical_arrival is 'Of GCRA: the time from which the next request is within the rate.';

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
) with (fillfactor = 70);
comment on table howdah.budget_windows is 'What was spent and what is reserved in one period of a budget.';

create table howdah.reservations (
  tenant_id text not null default howdah.current_tenant(),
  id uuid not null default gen_random_uuid(),
  user_id text,
  call_id uuid,
  amount_cents numeric(20, 10) not null default 0,
  holds jsonb not null default '[]',
  status text not null default 'held',
  expires_at timestamptz not null,
  created_at timestamptz not null default howdah.now(),
  constraint reservations_pkey primary key (tenant_id, id),
  constraint reservations_status_is_known check (status in ('held', 'settled', 'cancelled', 'expired')),
  constraint reservations_amount_is_finite check (amount_cents >= 0 and amount_cents < 'Infinity')
);
create index reservations_expires_at_idx on howdah.reservations (expires_at) where status = 'held';
comment on table howdah.reservations is 'Money and slots held for a call that is not finished.';
comment on column howdah.reservations.holds is 'The budget windows and rate states that the reservation counts in.';

alter table howdah.rate_limits enable row level security;
alter table howdah.rate_state enable row level security;
alter table howdah.budgets enable row level security;
alter table howdah.budget_windows enable row level security;
alter table howdah.reservations enable row level security;
