--! Previous: sha1:77df675a44812f85e30fdeb43baa110d4a9e5743
--! Hash: sha1:736f3981d606b833dd64a1da8645c11ddb9cb8c5
--! Message: message-steps
--! Breaking

create table howdah_internal.job_kinds (
  kind text not null,
  handling text not null,
  constraint job_kinds_pkey primary key (kind),
  constraint job_kinds_handling_is_known check (handling in ('steps', 'embeddings'))
);
comment on table howdah_internal.job_kinds is
  'Kinds of jobs that have a room in functions/queue/kinds; all others are kinds of your own.';
comment on column howdah_internal.job_kinds.handling is
  'What a worker does with one: steps, call after call as next_step says; embeddings, one request for many jobs.';

create table howdah_internal.step_kinds (
  kind text not null,
  position integer not null,
  is_needed boolean not null,
  constraint step_kinds_pkey primary key (kind),
  constraint step_kinds_position_key unique (position)
);
comment on table howdah_internal.step_kinds is
  'Kinds of steps that make an answer; each has a folder in functions/conversations/steps.';
comment on column howdah_internal.step_kinds.position is
  'In this order they are asked whether they have a call to make, after every call anew.';
comment on column howdah_internal.step_kinds.is_needed is
  'Without it there is no answer; else the answer does without.';

create table howdah_internal.message_steps (
  tenant_id text not null default howdah.current_tenant(),
  message_id uuid not null,
  seq integer not null,
  kind text not null,
  call text not null,
  model_id integer,
  request jsonb,
  input_tokens integer,
  output_tokens integer,
  reservation_id uuid,
  held_cents numeric(20, 10),
  status text not null default 'calling',
  is_billed boolean not null default false,
  facts jsonb,
  error_code text,
  error_message text,
  started_at timestamptz not null default howdah.clock(),
  ended_at timestamptz,
  constraint message_steps_pkey primary key (tenant_id, message_id, seq),
  constraint message_steps_message_id_fkey foreign key (tenant_id, message_id)
    references howdah.messages (tenant_id, id) on delete cascade,
  constraint message_steps_model_id_fkey foreign key (model_id) references howdah.models (id),
  constraint message_steps_call_is_known check (call in ('chat', 'embed', 'rerank', 'sql')),
  constraint message_steps_status_is_known check (
    status in ('calling', 'done', 'failed', 'cancelled', 'crashed', 'refused')
  )
);
create index message_steps_model_id_idx on howdah_internal.message_steps (model_id);
create index message_steps_request_idx on howdah_internal.message_steps (started_at) where request is not null;
comment on table howdah_internal.message_steps is
  'The calls that make an answer, in order, each attempt a row; what they used and cost is in llm_usage, under the '
  'message''s id as call_id and seq as attempt.';
comment on column howdah_internal.message_steps.call is
  'Which function of a provider is called.';
comment on column howdah_internal.message_steps.request is
  'What was sent; null after message_request_days.';
comment on column howdah_internal.message_steps.input_tokens is
  'Estimate of what was sent.';
comment on column howdah_internal.message_steps.output_tokens is
  'The most that was asked for.';
comment on column howdah_internal.message_steps.held_cents is
  'Held for the call in the budgets of who pays.';
comment on column howdah_internal.message_steps.status is
  'calling: under way; crashed: its lease ran out, so that its usage is an estimate unless the worker still reports; '
  'refused: a limit or budget had no room, no call was made.';
comment on column howdah_internal.message_steps.is_billed is
  'Its usage is in llm_usage.';
comment on column howdah_internal.message_steps.facts is
  'What came back beside the text: usage as the provider reported it, model, finish_reason, times.';
insert into howdah_internal.message_steps (
  tenant_id, message_id, seq, kind, call, model_id, request, status, is_billed, started_at, ended_at
)
select r.tenant_id, r.message_id, r.attempt, 'answer', 'chat', m.model_id, r.request, 'done', true, r.created_at,
       r.created_at
  from howdah_internal.message_requests as r
  join howdah.messages as m on m.tenant_id = r.tenant_id and m.id = r.message_id;
drop table howdah_internal.message_requests;

alter table howdah.messages add column attempt integer not null default 0;
comment on column howdah.messages.attempt is
  'How often its text was begun; when it changes, what was read of it before counts no more.';

alter table howdah_internal.job_kinds enable row level security;
alter table howdah_internal.step_kinds enable row level security;
alter table howdah_internal.message_steps enable row level security;
