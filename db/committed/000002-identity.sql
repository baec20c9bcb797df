--! Previous: sha1:aa28d05b27dfcbe9a173c2b6642d8a16ac9c17de
--! Hash: sha1:f0ad738fb13c00ff92d9b9ee73fd83d93ef9f5b9
--! Message: identity

create table howdah.tenants (
  tenant_id text not null default howdah.current_tenant(),
  time_zone text not null default 'UTC',
  plan text,
  created_at timestamptz not null default howdah.now(),
  constraint tenants_pkey primary key (tenant_id),
  constraint tenants_tenant_id_is_sensible check (length(tenant_id) between 1 and 200)
);
comment on table howdah.tenants is
  'One row a tenant, filled on first use; a system with one tenant has the row default.';
comment on column howdah.tenants.time_zone is 'IANA name; daily figures and budgets turn at midnight there.';

create table howdah.users (
  tenant_id text not null default howdah.current_tenant(),
  id text not null,
  email text not null,
  plan text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default howdah.now(),
  constraint users_pkey primary key (tenant_id, id),
  constraint users_tenant_id_fkey foreign key (tenant_id) references howdah.tenants (tenant_id),
  constraint users_id_is_sensible check (length(id) between 1 and 200),
  constraint users_metadata_is_object check (jsonb_typeof(metadata) = 'object')
);
comment on table howdah.users is 'The people who ask, as the application names them; filled on first use.';
comment on column howdah.users.id is 'The application''s own id as text; join with your_users.id::text.';
comment on column howdah.users.email is 'From the claims or set_user; the id where nothing better is known.';

create table howdah_internal.forgotten_users (
  tenant_id text not null default howdah.current_tenant(),
  user_hash bytea not null,
  forgotten_at timestamptz not null,
  constraint forgotten_users_pkey primary key (tenant_id, user_hash)
);
comment on table howdah_internal.forgotten_users is
  'Who was forgotten, as a hash: calls from before are billed without the person.';
comment on column howdah_internal.forgotten_users.user_hash is
  'SHA-256 of the user''s id; of nothing where the whole tenant was forgotten.';

alter table howdah.tenants enable row level security;
alter table howdah.users enable row level security;
alter table howdah_internal.forgotten_users enable row level security;
