--! Previous: -
--! Hash: sha1:aa28d05b27dfcbe9a173c2b6642d8a16ac9c17de
--! Message: settings

create table howdah.settings (
  name text not null,
  value text,
  allowed text not null,
  description text not null,
  updated_at timestamptz not null default howdah.now(),
  constraint settings_pkey primary key (name)
);
comment on table howdah.settings is 'What an operator can set; set_setting checks names and values.';
comment on column howdah.settings.value is 'Null means the built-in choice that the description names.';
comment on column howdah.settings.allowed is 'Regular expression that a value must match.';

create table howdah.system_flags (
  key text not null,
  value jsonb not null,
  updated_at timestamptz not null default howdah.now(),
  constraint system_flags_pkey primary key (key)
);
comment on table howdah.system_flags is
  'Switches that howdah or an operator turns at run time, such as the kill switch.';

alter table howdah.settings enable row level security;
alter table howdah.system_flags enable row level security;
