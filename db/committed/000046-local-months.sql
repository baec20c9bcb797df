--! Previous: sha1:d9f9d81623f5748d732e352ea58f56f9d33ff307
--! Hash: sha1:6a311e29a4c14e5b56ae71eb0362e0c3bb3db5c8
--! Message: local-months

-- A month of a tenant is the UTC month without what lies in another month there, and with what others have of it.
create table howdah_internal.usage_month_edges (
  tenant_id text not null default howdah.current_tenant(),
  month date not null,
  local_month date not null,
  user_id text not null default '',
  call_count bigint not null,
  failed_count bigint not null,
  cached_count bigint not null,
  estimated_count bigint not null,
  unpriced_count bigint not null,
  input_tokens bigint not null,
  cached_input_tokens bigint not null,
  output_tokens bigint not null,
  cost_cents numeric(30, 10) not null,
  saved_cents numeric(30, 10) not null,
  constraint usage_month_edges_pkey primary key (tenant_id, month, local_month, user_id)
);
create index usage_month_edges_month_idx on howdah_internal.usage_month_edges (month);
comment on table howdah_internal.usage_month_edges is
  'Usage whose month in the time zone of the tenant is not its UTC month, rolled up by both and by user.';
comment on column howdah_internal.usage_month_edges.month is 'The UTC month, as usage_monthly_users has it.';
comment on column howdah_internal.usage_month_edges.local_month is 'The month in the zone that usage_zones names.';

create table howdah_internal.usage_zones (
  tenant_id text not null default howdah.current_tenant(),
  time_zone text not null,
  constraint usage_zones_pkey primary key (tenant_id)
);
comment on table howdah_internal.usage_zones is
  'The time zone in which usage_month_edges has a tenant; without a row it is UTC, where there are none. Where the '
  'tenant has another one by now, the next roll-up makes them anew.';

alter table howdah_internal.usage_month_edges enable row level security;
alter table howdah_internal.usage_zones enable row level security;
