create or replace function howdah.delete_group(name text)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_count integer;
  v_members integer;
begin
  perform howdah_internal.check_key('name', delete_group.name);
  perform from howdah.groups as g
    where g.tenant_id = v_tenant and g.name = delete_group.name
      for update;
  if not found then
    raise exception 'there is no such group'
      using errcode = 'PT404', hint = 'As howdah_admin: select name from howdah.groups.';
  end if;
  select count(*) into v_count
    from howdah_internal.audience_readers as r
    join howdah.documents as d on d.tenant_id = r.tenant_id and d.audience_id = r.audience_id
   where r.tenant_id = v_tenant and r.kind = 'group' and r.name = delete_group.name;
  if v_count > 0 then
    raise exception 'the group is a reader of % documents', v_count
      using errcode = 'PT409',
            hint = format('To take it from its members: select howdah.set_group(%L, ''{}''). Else add the documents '
              'with other readers, or delete them, first.', delete_group.name);
  end if;
  select count(*) into v_members
    from howdah.group_members as m
   where m.tenant_id = v_tenant and m.group_name = delete_group.name;
  if v_members > 2000 then
    raise exception 'the group has more than 2,000 members'
      using errcode = 'PT409', hint = 'Each who goes is logged: howdah.set_group(name, members) with fewer first.';
  end if;
  delete from howdah_internal.audiences as a
   using howdah_internal.audience_readers as r
   where r.tenant_id = v_tenant and r.kind = 'group' and r.name = delete_group.name
     and a.tenant_id = v_tenant and a.id = r.audience_id;
  delete from howdah.groups as g where g.tenant_id = v_tenant and g.name = delete_group.name;
  return v_members;
end
$$;
comment on function howdah.delete_group is
  'Deletes a group that no document names as a reader; returns how many members it had. Raises 22004, 22023, 22001, '
  'PT404, and PT409 while it has more than 2,000 members or documents name it: another group of its name would read '
  'them. Example: select howdah.delete_group(''sales'').';
grant execute on function howdah.delete_group to howdah_admin;
