create or replace function howdah.is_operator()
  returns boolean
  language sql
  stable
return pg_has_role(
  howdah.caller(), (select n.nspowner from pg_namespace as n where n.nspname = 'howdah'), 'member'
);
comment on function howdah.is_operator() is
  'True for the owner of the schema, who may act without a user; false for application logins.';
