create or replace function howdah.set_group(name text, members text[])
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_member text;
  v_unknown text[];
begin
  perform howdah_internal.check_key('name', set_group.name);
  if set_group.members is null then
    raise exception 'members is null'
      using errcode = '22004',
            hint = 'Pass all members; ''{}'' empties the group, howdah.delete_group ends it.';
  end if;
  foreach v_member in array set_group.members loop
    perform howdah_internal.check_key('a member', v_member);
  end loop;
  insert into howdah.tenants (tenant_id) values (v_tenant) on conflict do nothing;
  insert into howdah.groups (tenant_id, name) values (v_tenant, set_group.name) on conflict do nothing;
  -- One after the other: each leaves exactly its own members.
  perform from howdah.groups as g
    where g.tenant_id = v_tenant and g.name = set_group.name
      for no key update;
  if (select count(*)
        from (select m.user_id from howdah.group_members as m
               where m.tenant_id = v_tenant and m.group_name = set_group.name) as o
        full join (select distinct u.id from unnest(set_group.members) as u (id)) as n on n.id = o.user_id
       where n.id is null or o.user_id is null) > 2000 then
    -- Each is a row of the change log, and a lock that keeps the person from being forgotten meanwhile.
    raise exception 'members has more than 2,000 who come or go'
      using errcode = '22001',
            hint = 'Call it again and again, each time with 2,000 more of the list, or fewer of those before.';
  end if;
  delete from howdah.group_members as m
   where m.tenant_id = v_tenant and m.group_name = set_group.name and m.user_id != all (set_group.members);
  insert into howdah.group_members (tenant_id, group_name, user_id)
  select distinct v_tenant, set_group.name, u.id from unnest(set_group.members) as u (id)
  on conflict do nothing;
  v_unknown := array(
    select m.user_id
      from howdah.group_members as m
     where m.tenant_id = v_tenant and m.group_name = set_group.name
       and not exists (select from howdah.users as u where u.tenant_id = m.tenant_id and u.id = m.user_id)
     order by m.user_id);
  if cardinality(v_unknown) > 0 then
    raise notice '% of the members never acted: %', cardinality(v_unknown),
      array_to_string(v_unknown[:5], ', ') || case when cardinality(v_unknown) > 5 then ' ..' else '' end
      using hint = 'A member is the id that act_as gets. Who will come later needs nothing more.';
  end if;
  return (
    select count(*) from howdah.group_members as m
     where m.tenant_id = v_tenant and m.group_name = set_group.name);
end
$$;
comment on function howdah.set_group is
  'Makes a group of users, or gives it exactly these members instead of those before; returns how many they are. It '
  'holds at once, also for searches that run next in other sessions. Documents name groups as readers (add_document). '
  'An empty list empties the group; a NOTICE names members who never acted, which is no error. Raises 22004, 22023, '
  '22001 (also where more than 2,000 come or go at once), 28000. Example: select howdah.set_group(''sales'', ''{ann, '
  'bob}'').';
grant execute on function howdah.set_group to howdah_admin;
