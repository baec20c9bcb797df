create or replace function howdah_internal.let_read(
  relation regclass,
  reader text,
  condition text default 'true',
  columns text default null
)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_table text := (select c.relname from pg_class as c where c.oid = let_read.relation);
  v_policy text := format('%s_%s_reads', v_table, replace(let_read.reader, 'howdah_', ''));
  -- In (select ..) it is read once a statement and not once a row. context_tenant() raises 28000 where tenants are
  -- required and none is set: the rows of the tenant default are of somebody too.
  v_condition text := replace(replace(replace(
    let_read.condition, '@tenant', 'tenant_id = (select howdah.context_tenant())'),
    '@user', '(select howdah.current_user_id())'),
    '@audiences', '(select howdah_internal.context_audiences())::bigint[]');
begin
  execute format('grant select %s on %s to %I', '(' || let_read.columns || ')', let_read.relation, let_read.reader);
  -- For the end of the install, which drops those that nobody asks for any more.
  perform set_config('howdah.ensured_policies', concat_ws(
    ' ', current_setting('howdah.ensured_policies', true), v_policy), true);
  -- The policy's own text is its comment: making it again would wait for every reader of the table.
  if exists (
    select from pg_policy as p
     where p.polrelid = let_read.relation
       and p.polname = v_policy
       and p.polroles = array[let_read.reader::regrole::oid]
       and obj_description(p.oid, 'pg_policy') = v_condition
  ) then
    return;
  end if;
  perform howdah_internal.take_lock(let_read.relation);
  execute format('drop policy if exists %I on %s', v_policy, let_read.relation);
  execute format('create policy %I on %s for select to %I using (%s)',
    v_policy, let_read.relation, let_read.reader, v_condition);
  execute format('comment on policy %I on %s is %L', v_policy, let_read.relation, v_condition);
end
$$;
comment on function howdah_internal.let_read is
  'Grants SELECT on a table, or on some columns, and makes the policy that says which rows, unless exactly this one '
  'is there. In the condition @tenant compares tenant_id with that of the context @user is the user of the context, '
  '@audiences are those of that user.';
