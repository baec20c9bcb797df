--! Previous: sha1:b51db01eb8e387e803147f453d860274a1e57de6
--! Hash: sha1:d9f9d81623f5748d732e352ea58f56f9d33ff307
--! Message: watchdog

-- What the watchdog looks at: the sums that tell a user, a feature or a prompt version from others, by the hour.
create table howdah_internal.usage_hourly_users (
  tenant_id text not null default howdah.current_tenant(),
  hour timestamptz not null,
  user_id text not null default '',
  provider text not null,
  model text not null,
  kind text not null,
  feature text not null default '',
  prompt text not null default '',
  prompt_version integer not null default 0,
  call_count bigint not null,
  failed_count bigint not null,
  cost_cents numeric(30, 10) not null,
  timed_count bigint not null,
  latency_ms bigint not null,
  answer_count bigint not null,
  answer_tokens bigint not null,
  refused_count bigint not null,
  given_count bigint not null,
  constraint usage_hourly_users_pkey
    primary key (tenant_id, hour, user_id, provider, model, kind, feature, prompt, prompt_version)
);
create index usage_hourly_users_hour_idx on howdah_internal.usage_hourly_users (hour);
create index usage_hourly_users_user_id_idx on howdah_internal.usage_hourly_users (tenant_id, user_id, hour);
comment on table howdah_internal.usage_hourly_users is
  'Usage rolled up by hour with user, feature and prompt version, of the last nine weeks; for the watchdog.';
comment on column howdah_internal.usage_hourly_users.timed_count is
  'Successful calls whose latency is known, the cache''s answers not.';
comment on column howdah_internal.usage_hourly_users.latency_ms is 'Sum over the timed_count calls.';
comment on column howdah_internal.usage_hourly_users.answer_count is
  'Answers that a model wrote, of a known length.';
comment on column howdah_internal.usage_hourly_users.answer_tokens is 'Output tokens of the answer_count answers.';
comment on column howdah_internal.usage_hourly_users.refused_count is
  'Answers that say that they have none (messages.is_refusal).';
comment on column howdah_internal.usage_hourly_users.given_count is 'Answers that the cache gave.';

create table howdah.incidents (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  metric text not null,
  subject text not null,
  period text not null,
  dimension text not null,
  user_id text,
  provider text,
  model text,
  feature text,
  prompt text,
  prompt_version integer,
  severity text not null default 'warning',
  observed numeric not null,
  expected numeric not null,
  excess numeric not null default 0,
  last_excess numeric not null default 0,
  starts_at timestamptz not null,
  seen_at timestamptz not null,
  odd_periods integer not null default 1,
  calm_periods integer not null default 0,
  opened_at timestamptz not null default howdah.now(),
  closed_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  note text,
  text text not null,
  constraint incidents_pkey primary key (tenant_id, id),
  constraint incidents_severity_is_known check (severity in ('warning', 'error')),
  constraint incidents_period_is_known check (period in ('hour', 'day', 'month', 'week'))
);
create unique index incidents_open_idx on howdah.incidents (tenant_id, metric, period, subject)
  where closed_at is null;
create index incidents_closed_at_idx on howdah.incidents (closed_at);
create index incidents_user_id_idx on howdah.incidents (tenant_id, user_id) where user_id is not null;
comment on table howdah.incidents is
  'What the watchdog found odd in the usage: opened, escalated and closed by the schedule watchdog; the open ones have '
  'no closed_at.';
comment on column howdah.incidents.tenant_id is 'The tenant; * is the whole installation.';
comment on column howdah.incidents.metric is
  'cost, calls, tokens_per_answer, latency, errors, refusals, cache_share or forecast.';
comment on column howdah.incidents.subject is 'Whose figures they are, such as user ann, or prompt support v3.';
comment on column howdah.incidents.period is
  'What was summed up: an hour or a day; of a forecast the budget''s period.';
comment on column howdah.incidents.dimension is
  'What the figures were told apart by: tenant, user, model, feature, prompt, user_prompt or budget.';
comment on column howdah.incidents.user_id is 'The user, or the one who has most of it; so are the next five columns.';
comment on column howdah.incidents.severity is 'error once it is five times what is usual, or lasts.';
comment on column howdah.incidents.observed is
  'The last odd figure: US cents, calls, tokens, milliseconds, or percent of errors, refusals, cached answers.';
comment on column howdah.incidents.expected is 'What was usual then, in the same unit; the limit of a budget.';
comment on column howdah.incidents.excess is
  'What all of its periods had above the usual: US cents, calls, tokens, milliseconds or answers.';
comment on column howdah.incidents.last_excess is 'What of it is of the last odd period.';
comment on column howdah.incidents.starts_at is 'Begin of the first odd period.';
comment on column howdah.incidents.seen_at is 'Begin of the last odd period.';
comment on column howdah.incidents.odd_periods is 'How many periods were odd.';
comment on column howdah.incidents.calm_periods is 'How many since were not, one after the other.';
comment on column howdah.incidents.closed_at is 'When it was over.';
comment on column howdah.incidents.note is 'What acknowledge_incident was told.';
comment on column howdah.incidents.text is 'It in a sentence, for people.';

create type howdah_internal.watched_series as (
  tenant_id text,
  dimension text,
  user_id text,
  provider text,
  model text,
  feature text,
  prompt text,
  prompt_version integer
);
comment on type howdah_internal.watched_series is
  'Calls that the watchdog adds up: those of a tenant, or of it by what dimension says; what does not tell them apart '
  'is null.';
create type howdah_internal.odd_usage as (
  series howdah_internal.watched_series,
  metric text,
  period text,
  starts_at timestamptz,
  ends_at timestamptz,
  observed numeric,
  expected numeric,
  excess numeric,
  is_new boolean
);
comment on type howdah_internal.odd_usage is
  'A figure of a series in a period against what was usual; is_new where it is odd enough to open an incident.';

alter table howdah_internal.usage_hourly_users enable row level security;
alter table howdah.incidents enable row level security;

create table howdah_internal.budget_forecasts (
  tenant_id text not null default howdah.current_tenant(),
  budget_id bigint not null,
  subject text not null,
  starts_at timestamptz not null,
  forecast_cents numeric(20, 10) not null,
  made_at timestamptz not null default howdah.now(),
  constraint budget_forecasts_pkey primary key (tenant_id, budget_id, subject),
  constraint budget_forecasts_budget_id_fkey foreign key (tenant_id, budget_id)
    references howdah.budgets (tenant_id, id) on delete cascade
);
comment on table howdah_internal.budget_forecasts is
  'What will be spent by the end of the present windows of budgets, as of made_at; the schedule watchdog makes it '
  'anew.';
alter table howdah_internal.budget_forecasts enable row level security;
