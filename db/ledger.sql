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
create table if not exists howdah_internal.installed_facts (
  object text not null,
  state text,
  definition text,
  source text,
  constraint installed_facts_pkey primary key (object)
);
comment on table howdah_internal.installed_facts is
  'What the last install left in the catalog: where something differs now, doctor() tells and install mends it.';
comment on column howdah_internal.installed_facts.state is
  'Who may do what, row security, roles of a policy, whether a trigger fires.';
comment on column howdah_internal.installed_facts.definition is
  'Hash of what PostgreSQL prints, behind the version that printed it; null where rights are all that counts.';
comment on column howdah_internal.installed_facts.source is
  'Hash of the text that made a view; the statement that makes a constraint or an index.';
do $$
begin
  -- The command takes an exclusive lock even when there is nothing to do.
  if not (select relrowsecurity from pg_class where oid = 'howdah_internal.migrations'::regclass) then
    alter table howdah_internal.migrations enable row level security;
    alter table howdah_internal.installed_objects enable row level security;
  end if;
  if not (select relrowsecurity from pg_class where oid = 'howdah_internal.installed_facts'::regclass) then
    alter table howdah_internal.installed_facts enable row level security;
  end if;
end
$$;
do $$
declare
  v_name text;
begin
  -- Keys of the ledger itself, which a restore may have lost; the others are mended later.
  foreach v_name in array '{migrations,installed_objects,installed_facts}'::text[] loop
    if not exists (select from pg_constraint as c where c.conname = v_name || '_pkey'
                    and c.conrelid = to_regclass('howdah_internal.' || v_name)) then
      execute format('alter table howdah_internal.%I add constraint %I primary key (%s)', v_name, v_name || '_pkey',
        case v_name when 'migrations' then 'name' when 'installed_objects' then 'identity' else 'object' end);
    end if;
  end loop;
end
$$;
do $$
declare
  -- A dump without data has no rows of the ledger; the comment of its key is the copy.
  v_copy jsonb := (
    select obj_description(c.oid, 'pg_constraint')::jsonb -> 'migrations'
      from pg_constraint as c
     where c.conrelid = 'howdah_internal.migrations'::regclass and c.conname = 'migrations_pkey');
begin
  if exists (select from howdah_internal.migrations) then
    return;
  end if;
  insert into howdah_internal.migrations (name, hash, is_breaking)
  select m.name, m.hash, m.is_breaking
    from jsonb_to_recordset(v_copy) as m (name text, hash text, is_breaking boolean);
  if not found and to_regclass('howdah.settings') is not null then
    raise exception 'the schema has tables, but no row says which migrations made them'
      using errcode = 'PT409',
            hint = 'Restore howdah_internal.migrations with its rows, or drop both schemas, and install again.';
  end if;
end
$$;
