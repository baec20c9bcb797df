--! Previous: -
--! Hash: sha1:219bc57e4b5f1de02892f34583e81a0ec6c1a982
--! Message: identity

create table howdah.settings (
  name text not null,
  value text,
  allowed text not null,
  description text not null,
  updated_at timestamptz not null default howdah.now(),
  constraint settings_pkey primary key (name)
);
comment on table howdah.settings is 'What an operator can set; set_setting checks names and values.';
comment on column howdah.settings.allowed is 'Regular expression that a value must match.';
comment on column howdah.settings.value is 'Null means the built-in choice that the description names.';

create table howdah.system_flags (
  key text not null,
  value jsonb not null,
  updated_at timestamptz not null default howdah.now(),
  constraint system_flags_pkey primary key (key)
);
comment on table howdah.system_flags is 'Switches that howdah or an operator turns at run time, such as the kill switch.';

create table howdah.tenants (
  tenant_id text not null default howdah.current_tenant(),
  time_zone text not null default 'UTC',
  plan text,
  created_at timestamptz not null default howdah.now(),
  constraint tenants_pkey primary key (tenant_id),
  constraint tenants_tenant_id_is_sensible check (length(tenant_id) between 1 and 200)
);
comment on table howdah.tenants is 'One row a tenant, filled on first use; a system with one tenant has the row default.';
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

create table howdah.forgotten_users (
  tenant_id text not null default howdah.current_tenant(),
  user_hash bytea not null,
  forgotten_at timestamptz not null,
  constraint forgotten_users_pkey primary key (tenant_id, user_hash)
);
comment on table howdah.forgotten_users is 'Who was forgotten, as a hash: calls from before are billed without the person.';
comment on column howdah.forgotten_users.user_hash is 'SHA-256 of the user''s id; of nothing where the whole tenant was forgotten.';

alter table howdah.forgotten_users enable row level security;
alter table howdah.settings enable row level security;
alter table howdah.system_flags enable row level security;
alter table howdah.tenants enable row level security;
alter table howdah.users enable row level security;
