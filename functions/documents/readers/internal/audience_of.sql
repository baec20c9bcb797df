create or replace function howdah_internal.audience_of(tenant text, readers text[])
  returns bigint
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_reader record;
  v_groups text[] := '{}';
  v_users text[] := '{}';
  v_hash bytea;
  v_id bigint;
begin
  for v_reader in
    select distinct (regexp_match(r.reader, '^(group|user):'))[1] as kind,
           regexp_replace(r.reader, '^(group|user):', '') as name
      from unnest(audience_of.readers) as r (reader)
  loop
    perform howdah_internal.check_key('a name in readers', v_reader.name);
    perform from howdah.groups as g
      where g.tenant_id = audience_of.tenant and g.name = v_reader.name and v_reader.kind is distinct from 'user'
        -- Until the document is there nobody deletes the group.
        for key share;
    if found and v_reader.kind is null and exists (
      select from howdah.users as u where u.tenant_id = audience_of.tenant and u.id = v_reader.name
    ) then
      raise exception 'readers has a name that is both a group and a user'
        using errcode = '22023', hint = format('Write %L or %L.', 'group:' || v_reader.name, 'user:' || v_reader.name);
    elsif found then
      v_groups := v_groups || v_reader.name;
    elsif v_reader.kind = 'user' or v_reader.kind is null and exists (
      select from howdah.users as u where u.tenant_id = audience_of.tenant and u.id = v_reader.name
    ) then
      perform howdah_internal.hold_user(audience_of.tenant, v_reader.name);
      v_users := v_users || v_reader.name;
    else
      raise exception 'readers has a name that is no group%',
        case when v_reader.kind is null then ' and no user' else '' end
        using errcode = 'PT404',
              hint = format('As howdah_admin: select howdah.set_group(%L, ''{}''). A user who has not acted yet is %L.',
                v_reader.name, 'user:' || v_reader.name);
    end if;
  end loop;
  select sha256(convert_to(jsonb_agg(jsonb_build_array(r.kind, r.name) order by r.kind, r.name)::text, 'UTF8'))
    into v_hash
    from (
      select 'group' as kind, g.name collate "C" as name from unnest(v_groups) as g (name)
      union
      select 'user', u.name collate "C" from unnest(v_users) as u (name)
    ) as r;
  select a.id into v_id
    from howdah_internal.audiences as a
   where a.tenant_id = audience_of.tenant and a.readers_hash = v_hash;
  if found then
    return v_id;
  end if;
  -- Whoever makes the same set at this moment is waited for.
  insert into howdah_internal.audiences as a (tenant_id, readers_hash)
  values (audience_of.tenant, v_hash)
  on conflict (tenant_id, readers_hash) do update set readers_hash = excluded.readers_hash
  returning a.id into v_id;
  insert into howdah_internal.audience_readers (tenant_id, audience_id, kind, name)
  select audience_of.tenant, v_id, 'group', g.name from unnest(v_groups) as g (name)
  union
  select audience_of.tenant, v_id, 'user', u.name from unnest(v_users) as u (name)
  on conflict do nothing;
  return v_id;
end
$$;
comment on function howdah_internal.audience_of is
  'The audience of these readers, made where it is new. A name is a group or a user; group:name and user:name say '
  'which. Raises PT404 for one that is neither, 22023 for one that is both.';
