--! Previous: sha1:c0d9bc3e6aca023b7777be4024ac2c9eb8b91567
--! Hash: sha1:4fdaf4b084d25897501bb7f8c0dbf63ba7d5f8c6
--! Message: budgets

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

create table howdah_internal.budget_windows (
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
  -- Short, for its text is parsed at every statement that writes the table. Minus NaN is NaN, the greatest
  -- number of all, and infinity does not fit into the type.
  constraint budget_windows_amounts_are_finite check (greatest(-spent_cents, -reserved_cents) <= 0)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
comment on table howdah_internal.budget_windows is 'What was spent and what is reserved in one period of a budget.';
comment on column howdah_internal.budget_windows.alerted_at is
  'When spending passed the budget''s soft_percent; howdah.budget_alerts shows it.';

create type howdah_internal.applicable_budget as (
  tenant_id text,
  budget_id bigint,
  subject text,
  starts_at timestamptz,
  ends_at timestamptz,
  limit_cents numeric(20, 10),
  is_hard boolean,
  scope text,
  period text
);
comment on type howdah_internal.applicable_budget is 'A budget that a call counts in, and the window of it.';
create type howdah_internal.held_rate as (
  tenant_id text,
  rate_limit_id bigint,
  subject text,
  window_starts_at timestamptz,
  unit text,
  cost bigint
);
comment on type howdah_internal.held_rate is 'Tokens or a slot that a call holds of a rate limit.';

create table howdah_internal.reservations (
  tenant_id text not null default howdah.current_tenant(),
  id uuid not null default gen_random_uuid(),
  user_id text,
  model_id integer,
  feature text,
  amount_cents numeric(20, 10) not null default 0,
  holds howdah_internal.applicable_budget[] not null default '{}',
  rates howdah_internal.held_rate[] not null default '{}',
  is_own boolean not null default false,
  status text not null default 'held',
  expires_at timestamptz not null,
  created_at timestamptz not null default howdah.clock(),
  constraint reservations_pkey primary key (tenant_id, id),
  constraint reservations_status_is_known check (status in ('held', 'cancelled', 'expired')),
  constraint reservations_amount_is_finite check (amount_cents >= 0 and amount_cents < 'Infinity')
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
create index reservations_expires_at_idx on howdah_internal.reservations (expires_at) where status = 'held';
create index reservations_ended_idx on howdah_internal.reservations (expires_at) where status != 'held';
comment on table howdah_internal.reservations is
  'Money and slots held for a call that is not finished. Settling deletes the row; a cancelled or expired one stays '
  'some days, so that what a late call cost is still counted.';
comment on column howdah_internal.reservations.id is 'The call''s id in llm_usage; for an answer the message''s id.';
comment on column howdah_internal.reservations.holds is 'The budget windows that amount_cents is held in.';
comment on column howdah_internal.reservations.rates is
  'The rate states in which tokens or a slot are held, and how much.';
comment on column howdah_internal.reservations.is_own is
  'Made by admit for a call of your own code; the others end with their job.';

create sequence howdah.refused_calls_seq;
comment on sequence howdah.refused_calls_seq is
  'Calls refused since the installation: a sequence keeps its count where the refused transaction rolls back.';

alter table howdah.budgets enable row level security;
alter table howdah_internal.budget_windows enable row level security;
alter table howdah_internal.reservations enable row level security;
