--! Previous: sha1:c6f90aecbdeff00409f10c183d002c1c6339a7ec
--! Hash: sha1:627fe4e78694a2172d847111a12b94179366952c
--! Message: queue

create table howdah.lanes (
  name text not null,
  provider text,
  model_id integer,
  class text not null default 'bulk',
  max_running integer,
  requests_per_minute integer,
  tokens_per_minute integer,
  requests_at timestamptz,
  tokens_at timestamptz,
  scanned_at timestamptz,
  paused_until timestamptz,
  pause_reason text,
  last_tenant text,
  last_error_code text,
  last_error_at timestamptz,
  constraint lanes_pkey primary key (name),
  constraint lanes_model_id_fkey foreign key (model_id) references howdah.models (id),
  constraint lanes_class_is_known check (class in ('interactive', 'bulk', 'caller')),
  constraint lanes_max_running_is_not_negative check (max_running >= 0),
  constraint lanes_rates_are_positive check (requests_per_minute > 0 and tokens_per_minute > 0)
);
create index lanes_model_id_idx on howdah.lanes (model_id);
comment on table howdah.lanes is
  'Queues within the queue: provider, model and class; each has its own pace and pauses.';
comment on column howdah.lanes.name is 'provider/model/class for model calls; any name for jobs of your own.';
comment on column howdah.lanes.class is 'caller: calls that the application makes itself; no worker claims there.';
comment on column howdah.lanes.max_running is
  'Claims that may run at once, null for any number; a claim of embeddings is one batch.';
comment on column howdah.lanes.requests_at is
  'When the bucket of requests is full again (GCRA: the theoretical arrival time).';
comment on column howdah.lanes.tokens_at is 'When the bucket of tokens is full again.';
comment on column howdah.lanes.scanned_at is 'When the lane was last searched for jobs below their heads.';
comment on column howdah.lanes.paused_until is 'No job is claimed before; infinity until resume_lane.';
comment on column howdah.lanes.last_tenant is 'Tenant served last; the next claim begins behind it.';

create sequence howdah_internal.job_token_seq;
comment on sequence howdah_internal.job_token_seq is 'Fencing tokens: every claim takes a new one.';

create table howdah_internal.jobs (
  id bigint not null generated always as identity,
  tenant_id text not null default howdah.current_tenant(),
  user_id text,
  kind text not null,
  lane text not null,
  priority smallint not null default 0,
  state text not null default 'ready',
  run_after timestamptz not null default howdah.clock(),
  deadline timestamptz,
  dedup_key text,
  attempt integer not null default 0,
  crash_count integer not null default 0,
  claim_count integer not null default 0,
  token bigint,
  lease_until timestamptz,
  worker text,
  content_hash bytea,
  reservation_id uuid,
  reserved_cents numeric,
  estimated_tokens integer not null default 0,
  payload jsonb not null default '{}',
  error_code text,
  error_message text,
  created_at timestamptz not null default howdah.clock(),
  claimed_at timestamptz,
  failed_at timestamptz,
  constraint jobs_pkey primary key (id),
  constraint jobs_state_is_known check (state in ('ready', 'running', 'dead')),
  constraint jobs_running_has_token_and_lease check (
    state != 'running' or (token is not null and lease_until is not null)
  ),
  -- The length stands apart: a bounded repetition makes the pattern twenty times as dear, and every claim runs it.
  constraint jobs_kind_is_sensible check (kind ~ '^[a-z][a-z0-9_]*$' and length(kind) <= 61)
) with (
  fillfactor = 75,
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_cost_delay = 0
);
-- No index holds lease_until or worker: a heartbeat stays a HOT update.
create index jobs_ready_idx on howdah_internal.jobs (lane, tenant_id, priority, run_after, id) where state = 'ready';
create index jobs_running_idx on howdah_internal.jobs (lane, tenant_id, content_hash) where state = 'running';
create index jobs_deadline_idx on howdah_internal.jobs (deadline) where state = 'ready' and deadline is not null;
create index jobs_message_id_idx on howdah_internal.jobs ((payload ->> 'message_id')) where kind = 'chat';
create index jobs_dead_idx on howdah_internal.jobs (kind, lane) where state = 'dead';
create unique index jobs_dedup_key_idx on howdah_internal.jobs (tenant_id, kind, dedup_key)
  where state = 'ready' and dedup_key is not null;
comment on table howdah_internal.jobs is
  'Work to be done, being done, or given up (dead); finished jobs move to jobs_done.';
comment on column howdah_internal.jobs.user_id is 'Who pays; null for the tenant itself.';
comment on column howdah_internal.jobs.priority is 'Lower runs first.';
comment on column howdah_internal.jobs.dedup_key is
  'At most one ready job has a given key; one that runs already does not count.';
comment on column howdah_internal.jobs.attempt is 'Failures that counted; a pause of the lane does not.';
comment on column howdah_internal.jobs.crash_count is 'How often the lease ran out; the third time the job is dead.';
comment on column howdah_internal.jobs.claim_count is 'How often it was claimed; numbers the calls it paid for.';
comment on column howdah_internal.jobs.token is 'Of the latest claim; whoever shows another token changes nothing.';
comment on column howdah_internal.jobs.content_hash is
  'Of the text that was claimed for embedding: the write checks that the chunk still has it.';
comment on column howdah_internal.jobs.reservation_id is 'What its claim holds in the budgets of who pays.';

create table howdah_internal.queue_heads (
  id bigint not null generated always as identity,
  lane text not null,
  tenant_id text not null,
  priority smallint not null,
  run_after timestamptz not null,
  next_run_after timestamptz,
  next_xid xid8,
  blocked_until timestamptz,
  moved_at timestamptz not null default howdah.clock(),
  constraint queue_heads_pkey primary key (id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
-- Not unique: an enqueuing transaction that stays open must not make others wait.
create index queue_heads_idx on howdah_internal.queue_heads (lane, tenant_id, priority);
comment on table howdah_internal.queue_heads is
  'Where the ready jobs of a lane, tenant and priority begin, so that a claim need not walk over what is done already.';
comment on column howdah_internal.queue_heads.run_after is 'Claims look from here on.';
comment on column howdah_internal.queue_heads.next_run_after is
  'Becomes run_after once all transactions before next_xid have ended.';
comment on column howdah_internal.queue_heads.blocked_until is 'No claim before: a budget of the tenant is used up.';
comment on column howdah_internal.queue_heads.moved_at is
  'When the row last changed; it goes some time after its last job.';

create table howdah_internal.jobs_done (
  id bigint not null,
  tenant_id text not null,
  user_id text,
  kind text not null,
  lane text not null,
  attempt integer not null,
  token bigint,
  outcome text not null,
  created_at timestamptz not null,
  claimed_at timestamptz,
  done_at timestamptz not null default howdah.clock(),
  constraint jobs_done_pkey primary key (id, done_at),
  constraint jobs_done_outcome_is_known check (outcome in ('done', 'stale', 'cancelled', 'expired', 'failed'))
) partition by range (done_at);
-- Rows come in the order of time: a few pages instead of a second entry for every job.
create index jobs_done_done_at_idx on howdah_internal.jobs_done using brin (done_at) with (pages_per_range = 16);
create table howdah_internal.jobs_done_default partition of howdah_internal.jobs_done default;
comment on table howdah_internal.jobs_done is 'Finished jobs without their payload, a partition a day.';
comment on table howdah_internal.jobs_done_default is
  'Finished jobs for which no daily partition was there; doctor() warns when it has rows.';

create table howdah_internal.workers (
  name text not null,
  version text not null,
  schema_version integer not null,
  providers text[] not null default '{}',
  idle_classes text[] not null default '{}',
  started_at timestamptz not null default howdah.clock(),
  seen_at timestamptz not null default howdah.clock(),
  constraint workers_pkey primary key (name)
);
comment on table howdah_internal.workers is 'Workers and when each was last seen.';
comment on column howdah_internal.workers.schema_version is 'Newest migration the worker knows.';
comment on column howdah_internal.workers.providers is 'Aliases the worker has a URL or key for; never the URL or key.';
comment on column howdah_internal.workers.idle_classes is
  'Classes of lanes in which it waits for NOTIFY; nobody is notified of a job while all are busy.';

alter table howdah.lanes enable row level security;
alter table howdah_internal.jobs enable row level security;
alter table howdah_internal.queue_heads enable row level security;
alter table howdah_internal.jobs_done enable row level security;
alter table howdah_internal.jobs_done_default enable row level security;
alter table howdah_internal.workers enable row level security;
