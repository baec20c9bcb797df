--! Previous: sha1:bcc7bde723cec566803091ce28f161224d0641ba
--! Hash: sha1:73d21ba2629b1983529a4a98497f700a780a1fd2
--! Message: rollups

-- What roll-ups by hour, day and month add up: columns of the view usage_measures. Dropped once they have copied it.
create table howdah_internal.usage_sums (
  call_count bigint not null,
  failed_count bigint not null,
  cached_count bigint not null,
  estimated_count bigint not null,
  unpriced_count bigint not null,
  input_tokens bigint not null,
  cached_input_tokens bigint not null,
  cache_write_tokens bigint not null,
  output_tokens bigint not null,
  reasoning_tokens bigint not null,
  cost_cents numeric(30, 10) not null,
  saved_cents numeric(30, 10) not null,
  timed_count bigint not null,
  latency_ms bigint not null
);
comment on column howdah_internal.usage_sums.timed_count is
  'Successful calls whose latency is known, the cache''s answers not.';
comment on column howdah_internal.usage_sums.latency_ms is 'Sum over the timed_count calls.';

-- A roll-up is what its primary key names, and sums of that: rollup_insert reads both off the catalog.
create table howdah_internal.usage_hourly (
  tenant_id text not null default howdah.current_tenant(),
  hour timestamptz not null,
  provider text not null,
  model text not null,
  kind text not null,
  feature text not null default '',
  like howdah_internal.usage_sums including comments,
  constraint usage_hourly_pkey primary key (tenant_id, hour, provider, model, kind, feature)
);
create index usage_hourly_hour_idx on howdah_internal.usage_hourly (hour);
comment on table howdah_internal.usage_hourly is 'Usage rolled up by hour, without users; for charts.';

create table howdah_internal.usage_daily (
  tenant_id text not null default howdah.current_tenant(),
  day date not null,
  user_id text not null default '',
  like howdah_internal.usage_sums including comments,
  last_call_at timestamptz not null,
  constraint usage_daily_pkey primary key (tenant_id, day, user_id)
);
create index usage_daily_day_idx on howdah_internal.usage_daily (day);
comment on table howdah_internal.usage_daily is
  'Usage rolled up by UTC day and user; an empty user_id is the tenant itself.';

create table howdah_internal.usage_daily_models (
  tenant_id text not null default howdah.current_tenant(),
  day date not null,
  provider text not null,
  model text not null,
  kind text not null,
  like howdah_internal.usage_sums including comments,
  constraint usage_daily_models_pkey primary key (tenant_id, day, provider, model, kind)
);
create index usage_daily_models_day_idx on howdah_internal.usage_daily_models (day);
comment on table howdah_internal.usage_daily_models is 'Usage rolled up by UTC day and model.';

create table howdah_internal.usage_monthly_users (
  tenant_id text not null default howdah.current_tenant(),
  month date not null,
  user_id text not null default '',
  like howdah_internal.usage_sums including comments,
  constraint usage_monthly_users_pkey primary key (tenant_id, month, user_id)
);
create index usage_monthly_users_month_idx on howdah_internal.usage_monthly_users (month);
comment on table howdah_internal.usage_monthly_users is
  'Usage rolled up by UTC month and user; an empty user_id is the tenant itself.';

create table howdah_internal.usage_monthly_features (
  tenant_id text not null default howdah.current_tenant(),
  month date not null,
  provider text not null,
  model text not null,
  kind text not null,
  feature text not null default '',
  prompt text not null default '',
  prompt_version integer not null default 0,
  like howdah_internal.usage_sums including comments,
  constraint usage_monthly_features_pkey
    primary key (tenant_id, month, provider, model, kind, feature, prompt, prompt_version)
);
create index usage_monthly_features_month_idx on howdah_internal.usage_monthly_features (month);
comment on table howdah_internal.usage_monthly_features is
  'Usage rolled up by UTC month, model, feature and prompt version; an empty prompt is none.';

drop table howdah_internal.usage_sums;

create table howdah_internal.usage_monthly_unpriced (
  tenant_id text not null default howdah.current_tenant(),
  month date not null,
  provider text not null,
  model text not null,
  service_class text not null,
  has_tokens boolean not null,
  unpriced_count bigint not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  first_call_at timestamptz not null,
  last_call_at timestamptz not null,
  constraint usage_monthly_unpriced_pkey primary key (tenant_id, month, provider, model, service_class, has_tokens)
);
create index usage_monthly_unpriced_month_idx on howdah_internal.usage_monthly_unpriced (month);
comment on table howdah_internal.usage_monthly_unpriced is
  'Calls whose cost is not known, rolled up by UTC month, model and service class.';
comment on column howdah_internal.usage_monthly_unpriced.has_tokens is
  'Whether the provider reported the tokens; then it is the price that is missing.';

create table howdah_internal.usage_latency (
  day date not null,
  provider text not null,
  model text not null,
  kind text not null,
  bucket integer not null,
  call_count bigint not null,
  first_token_count bigint not null,
  constraint usage_latency_pkey primary key (day, provider, model, kind, bucket)
);
comment on table howdah_internal.usage_latency is
  'Latency histograms of successful calls of all tenants by UTC day; bucket n holds 1.02^n to 1.02^(n+1) milliseconds, '
  'histograms add up.';
comment on column howdah_internal.usage_latency.call_count is 'Calls that ended after so long.';
comment on column howdah_internal.usage_latency.first_token_count is 'Calls whose first token came after so long.';

create table howdah.daily_summaries (
  tenant_id text not null default howdah.current_tenant(),
  date date not null,
  total_queries bigint not null,
  total_tokens bigint not null,
  total_cost numeric(30, 10) not null,
  unpriced_calls bigint not null default 0,
  cache_hit_rate double precision,
  active_users bigint not null default 0,
  conversation_count bigint not null default 0,
  p95_latency_ms integer,
  is_stale boolean not null default false,
  updated_at timestamptz not null default howdah.now(),
  constraint daily_summaries_pkey primary key (tenant_id, date)
);
comment on table howdah.daily_summaries is
  'One row a tenant and day in the tenant''s time zone, for days with calls; money in US cents.';
comment on column howdah.daily_summaries.total_queries is 'Calls for answers, answers from the cache included.';
comment on column howdah.daily_summaries.total_tokens is 'Input and output tokens of all calls, embeddings included.';
comment on column howdah.daily_summaries.cache_hit_rate is
  'Share of the answers that came from the cache; null without answers.';
comment on column howdah.daily_summaries.is_stale is
  'Usage came in after the day was summed up; the next run does it again.';

create table howdah_internal.usage_rollups (
  name text not null,
  done_until timestamptz not null,
  constraint usage_rollups_pkey primary key (name)
);
comment on table howdah_internal.usage_rollups is 'How far usage is rolled up (usage) and days are summed up (days).';
comment on column howdah_internal.usage_rollups.done_until is
  'Usage that began before is in the roll-ups, but for what late_usage names; whatever began later is not.';

-- Append only: an open transaction must not make other calls wait.
create table howdah_internal.late_usage (
  id bigint not null generated always as identity,
  tenant_id text not null,
  call_id uuid not null,
  attempt integer not null,
  created_at timestamptz not null,
  constraint late_usage_pkey primary key (tenant_id, id)
);
comment on table howdah_internal.late_usage is
  'Usage written after its hour had been rolled up; the next roll-up adds it.';

alter table howdah_internal.usage_hourly enable row level security;
alter table howdah_internal.usage_daily enable row level security;
alter table howdah_internal.usage_daily_models enable row level security;
alter table howdah_internal.usage_monthly_users enable row level security;
alter table howdah_internal.usage_monthly_features enable row level security;
alter table howdah_internal.usage_monthly_unpriced enable row level security;
alter table howdah_internal.usage_latency enable row level security;
alter table howdah.daily_summaries enable row level security;
alter table howdah_internal.usage_rollups enable row level security;
alter table howdah_internal.late_usage enable row level security;
