create or replace function howdah_internal.audiences_of(tenant text, user_id text)
  returns bigint[]
  language plpgsql
  stable
  security definer -- of the user named by a definer, or by the context
  set search_path from current
as $$
#variable_conflict use_column
begin
  if audiences_of.user_id is null then
    return '{}';
  end if;
  return array(
    select r.audience_id
      from howdah_internal.audience_readers as r
     where r.tenant_id = audiences_of.tenant and r.kind = 'user' and r.name = audiences_of.user_id
    union
    select r.audience_id
      from howdah.group_members as m
      join howdah_internal.audience_readers as r
        on r.tenant_id = m.tenant_id and r.kind = 'group' and r.name = m.group_name
     where m.tenant_id = audiences_of.tenant and m.user_id = audiences_of.user_id
  );
end
$$;
comment on function howdah_internal.audiences_of is
  'The audiences that a user is in, alone or with a group, at this moment; none without a user.';
