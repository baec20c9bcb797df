--! Previous: sha1:dc0b498b828fd31454a5941fa91068f1dcd74cb7
--! Hash: sha1:b51db01eb8e387e803147f453d860274a1e57de6
--! Message: statements

create table howdah.customer_prices (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  model text not null default '*',
  feature text not null default '*',
  plan text not null default '*',
  effective_from date not null,
  markup_percent numeric(16, 10),
  tiers jsonb,
  created_at timestamptz not null default howdah.now(),
  constraint customer_prices_pkey primary key (tenant_id, id),
  constraint customer_prices_subject_key unique (tenant_id, model, feature, plan, effective_from),
  constraint customer_prices_are_one_of_two check (num_nonnulls(markup_percent, tiers) = 1),
  constraint customer_prices_markup_is_sensible check (markup_percent between -100 and 100000),
  constraint customer_prices_tiers_are_an_array check (jsonb_typeof(tiers) = 'array'),
  constraint customer_prices_effective_from_is_finite check (isfinite(effective_from))
);
comment on table howdah.customer_prices is
  'What customers pay for calls of a model, feature and plan from a day on; without one, what the calls cost.';
comment on column howdah.customer_prices.tenant_id is
  'Whose price it is; * is everybody''s who has none of their own.';
comment on column howdah.customer_prices.model is 'provider/model; * is any. So with feature and plan.';
comment on column howdah.customer_prices.plan is 'The plan that the tenant has at the time of the call.';
comment on column howdah.customer_prices.effective_from is
  'The first day, in the time zone of the tenant who is billed.';
comment on column howdah.customer_prices.markup_percent is
  'Percent on top of what the call cost; below 0 is a rebate.';
comment on column howdah.customer_prices.tiers is
  'A price list of its own, US cents for a million tokens, as set_price.';

create table howdah_internal.tenant_plans (
  tenant_id text not null default howdah.current_tenant(),
  starts_at timestamptz not null,
  plan text,
  constraint tenant_plans_pkey primary key (tenant_id, starts_at)
);
comment on table howdah_internal.tenant_plans is
  'Which plan a tenant had from when on, so that a new one does not change what was used before.';
insert into howdah_internal.tenant_plans (tenant_id, starts_at, plan)
select t.tenant_id, '-infinity', t.plan from howdah.tenants as t where t.plan is not null;

create table howdah_internal.statements (
  tenant_id text not null default howdah.current_tenant(),
  month date not null,
  time_zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  line_count integer not null,
  call_count bigint not null,
  unpriced_count bigint not null,
  usage_cents numeric(30, 10),
  adjustment_cents numeric(30, 10),
  refund_cents numeric(30, 10),
  total_cents numeric(30, 10),
  prepaid_cents numeric(30, 10),
  closed_at timestamptz not null,
  closed_by text,
  constraint statements_pkey primary key (tenant_id, month),
  constraint statements_month_is_its_first_day check (date_trunc('month', month::timestamp) = month),
  constraint statements_end_after_they_start check (starts_at < ends_at)
);
comment on table howdah_internal.statements is
  'One row a tenant and closed month, never changed: what the customer owes for it. Read it as howdah.statements.';
comment on column howdah_internal.statements.starts_at is
  'The end of the statement before, so that no call lies between two, whatever became of the time zone.';
comment on column howdah_internal.statements.unpriced_count is
  'Calls of this and earlier closed months whose price was not known: they are billed once it is.';

create table howdah_internal.statement_lines (
  tenant_id text not null default howdah.current_tenant(),
  month date not null,
  line integer not null,
  kind text not null,
  usage_month date not null,
  user_id text,
  provider text not null default '',
  model text not null default '',
  call_kind text not null default '',
  feature text not null default '',
  plan text not null default '',
  is_prepaid boolean not null default false,
  credit_id bigint,
  description text,
  call_count bigint not null default 0,
  unpriced_count bigint not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  amount_cents numeric(30, 10),
  constraint statement_lines_pkey primary key (tenant_id, month, line),
  constraint statement_lines_month_fkey foreign key (tenant_id, month)
    references howdah_internal.statements (tenant_id, month),
  constraint statement_lines_kind_is_known check (kind in ('usage', 'adjustment', 'refund')),
  constraint statement_lines_refunds_are_of_a_credit check ((kind = 'refund') = (credit_id is not null))
);
comment on table howdah_internal.statement_lines is
  'The lines of statements, never changed but for a person who is forgotten. Read it as howdah.statement_lines.';
comment on column howdah_internal.statement_lines.usage_month is
  'The month of the calls: an earlier one in adjustments.';
comment on column howdah_internal.statement_lines.is_prepaid is 'Paid from the credit of the tenant.';
comment on column howdah_internal.statement_lines.amount_cents is
  'At customer prices, US cents; in an adjustment what it is more or less. Null is not known.';

create table howdah_internal.pruned_usage (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  starts_at timestamptz not null,
  user_id text,
  provider text not null,
  model text not null,
  call_kind text not null,
  feature text not null,
  plan text not null,
  is_prepaid boolean not null,
  call_count bigint not null,
  unpriced_count bigint not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  amount_cents numeric(30, 10),
  constraint pruned_usage_pkey primary key (tenant_id, id)
);
create index pruned_usage_starts_at_idx on howdah_internal.pruned_usage (tenant_id, starts_at);
comment on table howdah_internal.pruned_usage is
  'What calls of billed tenants came to at customer prices when their month of llm_usage was dropped, so that what '
  'comes late is billed all the same.';
comment on column howdah_internal.pruned_usage.starts_at is 'Begin of the part of a month in the tenant''s time zone.';

create table howdah.credits (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  amount_cents numeric(20, 10) not null,
  is_refund boolean not null,
  reason text,
  request_key text,
  granted_by text,
  created_at timestamptz not null default howdah.clock(),
  constraint credits_pkey primary key (tenant_id, id),
  constraint credits_request_key_key unique (tenant_id, request_key),
  constraint credits_amount_is_finite check (amount_cents != 0 and abs(amount_cents) < 'Infinity')
);
comment on table howdah.credits is 'What tenants have paid in advance, and refunds for their next statements.';
comment on column howdah.credits.amount_cents is 'US cents; below 0 is paid back.';
comment on column howdah.credits.is_refund is 'Stands on the next statement; else it is used up by calls.';
comment on column howdah.credits.request_key is 'The caller''s own key, with which a call may be repeated.';

-- A credit is a budget of its tenant that counts customer prices.
alter table howdah.budgets
  drop constraint budgets_scope_is_known,
  add constraint budgets_scope_is_known
    check (scope in ('user', 'plan', 'tenant', 'model', 'feature', 'global', 'credit'));
alter type howdah_internal.applicable_budget add attribute cents numeric(20, 10);
comment on column howdah_internal.applicable_budget.cents is
  'What is held in it, where that is not what is held in the others: a credit counts customer prices.';

alter table howdah.customer_prices enable row level security;
alter table howdah_internal.tenant_plans enable row level security;
alter table howdah_internal.statements enable row level security;
alter table howdah_internal.statement_lines enable row level security;
alter table howdah_internal.pruned_usage enable row level security;
alter table howdah.credits enable row level security;
