create or replace function howdah_internal.is_operator()
  returns boolean
  language plpgsql
  stable
as $$
begin
  -- The subquery would keep a function of language sql from inlining, and then it is planned at every call.
  return pg_has_role(
    howdah_internal.caller(), (select n.nspowner from pg_namespace as n where n.nspname = 'howdah'), 'member'
  );
end
$$;
comment on function howdah_internal.is_operator is
  'True for the owner of the schema, who may act without a user; false for application logins.';
