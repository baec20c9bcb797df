-- The schema and its ledger: what is installed, and which steps an older worker cannot live with.
create schema if not exists howdah;
create schema if not exists howdah_internal;

create table if not exists howdah_internal.migrations (
  name text not null,
  hash text not null,
  is_breaking boolean not null default false,
  installed_at timestamptz not null default pg_catalog.clock_timestamp(),
  constraint migrations_pkey primary key (name)
);
comment on schema howdah is
  'howdah: documents, search, conversations, prompts, usage, limits and queue of an AI application. All of it '
  'is for use.';
comment on schema howdah_internal is
  'What howdah itself is made of: it may change with every release, so call none of it.';
comment on table howdah_internal.migrations is
  'The installed migrations, and one row named functions for everything that is laid again.';
comment on column howdah_internal.migrations.hash is 'SHA-256 of the file, or of all function files together.';
comment on column howdah_internal.migrations.is_breaking is
  'True when a worker that does not know this migration must not run.';
create table if not exists howdah_internal.installed_objects (
  identity text not null,
  constraint installed_objects_pkey primary key (identity)
);
comment on table howdah_internal.installed_objects is
  'Functions, views and policies that the last install laid: what a later one does not lay again is dropped.';
do $$
begin
  -- The command takes an exclusive lock even when there is nothing to do.
  if not (select relrowsecurity from pg_class where oid = 'howdah_internal.migrations'::regclass) then
    alter table howdah_internal.migrations enable row level security;
    alter table howdah_internal.installed_objects enable row level security;
  end if;
end
$$;
