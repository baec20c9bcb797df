--! Previous: sha1:c77a28676ac978f8148d247f351b54fece3369d6
--! Hash: sha1:dc0b498b828fd31454a5941fa91068f1dcd74cb7
--! Message: outbox

create table howdah.outbox (
  tenant_id text not null default howdah.current_tenant(),
  id uuid not null default gen_random_uuid(),
  seq bigint not null generated always as identity,
  kind text not null,
  subject text not null,
  text text not null,
  payload jsonb not null,
  user_id text,
  created_at timestamptz not null default howdah.clock(),
  attempts integer not null default 0,
  refusals integer not null default 0,
  next_attempt_at timestamptz not null default howdah.clock(),
  delivered_at timestamptz,
  given_up_at timestamptz,
  last_error text,
  constraint outbox_pkey primary key (tenant_id, id),
  constraint outbox_kind_is_a_word check (kind ~ '^[a-z][a-z_]{0,40}$'),
  constraint outbox_payload_is_an_object check (jsonb_typeof(payload) = 'object'),
  constraint outbox_ends_once check (delivered_at is null or given_up_at is null)
);
create index outbox_waiting_idx on howdah.outbox (tenant_id, subject, seq)
  where delivered_at is null and given_up_at is null;
create index outbox_due_idx on howdah.outbox (next_attempt_at, seq)
  where delivered_at is null and given_up_at is null;
create index outbox_created_at_idx on howdah.outbox (created_at);
create index outbox_user_id_idx on howdah.outbox (tenant_id, user_id) where user_id is not null;
comment on table howdah.outbox is
  'What somebody should hear of, written by the transaction that caused it and posted by a worker to '
  'HOWDAH_WEBHOOK_URL; ids and figures, nothing that anybody said.';
comment on column howdah.outbox.tenant_id is 'The tenant; * is the whole installation.';
comment on column howdah.outbox.id is 'The same at every attempt: the receiver knows by it what it has.';
comment on column howdah.outbox.seq is 'Events of one subject are posted in this order.';
comment on column howdah.outbox.kind is 'budget_alert, job_dead, drift ...';
comment on column howdah.outbox.subject is 'What it is about, such as a budget or a job.';
comment on column howdah.outbox.text is 'It in a sentence, for people.';
comment on column howdah.outbox.payload is 'It for programs; data of what is posted.';
comment on column howdah.outbox.user_id is 'Whom it names; it goes when that person is forgotten.';
comment on column howdah.outbox.attempts is 'How often it was claimed; shows whose claim the present one is.';
comment on column howdah.outbox.refusals is 'How often the receiver answered that this one is wrong.';
comment on column howdah.outbox.next_attempt_at is 'When it may be claimed; while it is posted, the end of the lease.';
comment on column howdah.outbox.given_up_at is 'When the receiver had refused it for good.';
comment on column howdah.outbox.last_error is 'Why the last attempt failed: a code, never a URL or what was answered.';

create table howdah_internal.outbox_receiver (
  id boolean not null default true,
  asked_at timestamptz not null,
  paused_until timestamptz,
  failure_count integer not null default 0,
  failing_since timestamptz,
  last_error text,
  constraint outbox_receiver_pkey primary key (id),
  constraint outbox_receiver_is_one check (id)
);
comment on table howdah_internal.outbox_receiver is 'How whoever receives events is: one row, once a worker has asked.';
comment on column howdah_internal.outbox_receiver.asked_at is
  'When a worker last asked for events, which only those with a HOWDAH_WEBHOOK_URL do; to half a minute.';
comment on column howdah_internal.outbox_receiver.paused_until is 'Nothing is claimed before: it failed, or said so.';
comment on column howdah_internal.outbox_receiver.failure_count is 'Failures in a row.';

alter table howdah.outbox enable row level security;
alter table howdah_internal.outbox_receiver enable row level security;
