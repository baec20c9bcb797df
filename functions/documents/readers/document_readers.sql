create or replace function howdah.document_readers(document_id uuid)
  returns table (kind text, name text, member_count integer)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah.current_user_id();
  v_document howdah.documents;
begin
  if document_readers.document_id is null then
    raise exception 'document_id is required'
      using errcode = '22004', hint = 'Example: select * from howdah.document_readers(:document).';
  end if;
  select d.* into v_document
    from howdah.documents as d
   where d.tenant_id = v_tenant and d.id = document_readers.document_id
     and (howdah_internal.is_admin() or howdah_internal.is_operator()
       or howdah_internal.may_write(d.owner_id, d.audience_id, v_user, howdah_internal.audiences_of(v_tenant, v_user)));
  if not found then
    raise exception 'there is no such document'
      using errcode = 'PT404', hint = 'It may be gone, or belong to another user.';
  end if;
  return query
  select 'owner', v_document.owner_id, null::integer
   where v_document.owner_id is not null
  union all
  select 'everybody', null, null
   where v_document.owner_id is null and v_document.audience_id is null
  union all
  select *
    from (
      select r.kind, r.name, case r.kind when 'group' then (
               select count(*)::integer from howdah.group_members as m
                where m.tenant_id = v_tenant and m.group_name = r.name) end
        from howdah_internal.audience_readers as r
       where r.tenant_id = v_tenant and r.audience_id = v_document.audience_id
       order by r.kind, r.name
    ) as r;
end
$$;
comment on function howdah.document_readers is
  'Who may read a document: its owner, groups with the number of their members, users, or everybody of the tenant. For '
  'its owner, for who may replace it where it has none, and for the administrator of the tenant. Who did read it is '
  'readers_of_document. Raises 22004, 28000, PT404. Example: select * from howdah.document_readers(:document).';
grant execute on function howdah.document_readers to howdah_app, howdah_admin;
