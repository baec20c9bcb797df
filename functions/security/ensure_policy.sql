create or replace function howdah.ensure_policy(relation regclass, policy text, reader text, condition text)
  returns void
  language plpgsql
  volatile
  set search_path from current
as $$
begin
  -- For the end of the install, which drops those that nobody asks for any more.
  perform set_config('howdah.ensured_policies', concat_ws(
    ' ', current_setting('howdah.ensured_policies', true), ensure_policy.policy), true);
  -- The policy's own text is its comment: making it again would wait for every reader of the table.
  if exists (
    select from pg_policy as p
     where p.polrelid = ensure_policy.relation
       and p.polname = ensure_policy.policy
       and p.polroles = array[ensure_policy.reader::regrole::oid]
       and obj_description(p.oid, 'pg_policy') = ensure_policy.condition
  ) then
    return;
  end if;
  perform set_config('lock_timeout', '5s', true);
  execute format('drop policy if exists %I on %s', ensure_policy.policy, ensure_policy.relation);
  execute format(
    'create policy %I on %s for select to %I using (%s)',
    ensure_policy.policy, ensure_policy.relation, ensure_policy.reader, ensure_policy.condition);
  execute format(
    'comment on policy %I on %s is %L', ensure_policy.policy, ensure_policy.relation, ensure_policy.condition);
end
$$;
comment on function howdah.ensure_policy(regclass, text, text, text) is
  'Makes a SELECT policy unless exactly this one is there.';
