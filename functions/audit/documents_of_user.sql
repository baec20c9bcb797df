create or replace function howdah.documents_of_user(
  user_id text,
  since timestamptz default null,
  until timestamptz default null
)
  returns table (
    document_id uuid,
    source text,
    versions integer[],
    found_count bigint,
    cited_count bigint,
    first_at timestamptz,
    last_at timestamptz
  )
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_audiences bigint[] := howdah_internal.audiences_of(v_tenant, documents_of_user.user_id);
  v_is_admin boolean := howdah_internal.is_admin() or howdah_internal.is_operator();
begin
  if documents_of_user.user_id is null then
    raise exception 'user_id is required'
      using errcode = '22004', hint = 'Example: select * from howdah.documents_of_user(''ann'').';
  end if;
  if not v_is_admin and documents_of_user.user_id is distinct from howdah.current_user_id() then
    raise exception 'user_id is somebody else''s'
      using errcode = '42501', hint = 'A user reads what was shown to that user; ask as howdah_admin for others.';
  end if;
  return query
  select f.id, d.source, array_agg(distinct f.version order by f.version) filter (where f.version is not null),
         count(*), count(*) filter (where f.is_cited), min(f.created_at), max(f.created_at)
    from (
      select u.id, u.version, a.created_at, u.id = any (a.cited_ids) as is_cited
        from howdah_internal.pseudonyms as p
        join howdah.access_log as a on a.tenant_id = p.tenant_id and a.reader = p.id
       cross join lateral unnest(a.document_ids, a.document_versions) as u (id, version)
       where p.tenant_id = v_tenant and p.user_id = documents_of_user.user_id
         and a.created_at >= coalesce(documents_of_user.since, '-infinity')
         and a.created_at < coalesce(documents_of_user.until, 'infinity')
    ) as f
    left join howdah.documents as d
      on d.tenant_id = v_tenant and d.id = f.id
     and (v_is_admin
       or howdah_internal.may_read(d.owner_id, d.audience_id, documents_of_user.user_id, v_audiences))
   group by f.id, d.source
   order by max(f.created_at) desc, f.id;
end
$$;
comment on function howdah.documents_of_user is
  'Returns the documents that a user was shown from since to before until, by answers, logged searches and reviews of '
  'conversations, the latest first: which versions, how often, and how often an answer cited them; source is null '
  'where a document is gone, or the user may not read it any more. For the user''s own, and for the administrator of '
  'the tenant. Raises 22004, 28000, 42501. Example: select source, found_count, last_at from '
  'howdah.documents_of_user(''ann'').';
grant execute on function howdah.documents_of_user to howdah_app, howdah_admin;
