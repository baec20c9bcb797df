create or replace function howdah.is_operator()
  returns boolean
  language plpgsql
  stable
  set search_path from current
as $$
begin
  -- The subquery would keep a function of language sql from inlining, and then it is planned at every call.
  return pg_has_role(
    howdah.caller(), (select n.nspowner from pg_namespace as n where n.nspname = 'howdah'), 'member'
  );
end
$$;
comment on function howdah.is_operator() is
  'True for the owner of the schema, who may act without a user; false for application logins.';
