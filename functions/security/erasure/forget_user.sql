create or replace function howdah.forget_user(user_id text, dry_run boolean default true)
  returns table (relation text, action text, row_count bigint)
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_dry_run boolean := coalesce(forget_user.dry_run, true);
  v_tenant text := howdah_internal.acting_tenant();
begin
  if forget_user.user_id is null then
    raise exception 'user_id is required'
      using errcode = '22004', hint = 'Pass the id that act_as gets, and dry_run => false to really do it.';
  end if;
  if not v_dry_run then
    perform howdah_internal.begin_erasure(v_tenant, forget_user.user_id);
    perform howdah_internal.log_change(v_tenant, 'forgotten', 'user', p.id::text)
       from howdah_internal.pseudonyms as p
      where p.tenant_id = v_tenant and p.user_id = forget_user.user_id;
    perform howdah_internal.forget_usage_of(v_tenant, forget_user.user_id);
    -- The key of a row may be the person's id. Null means that any row may have changed: no change is lost.
    update howdah_internal.watched_changes as c
       set keys = null
     where exists (
       select from jsonb_path_query(c.keys::jsonb, 'strict $.**') as k (value)
        where k.value #>> '{}' = forget_user.user_id
     );
    -- Rows that became no document; those that did go with it.
    delete from howdah_internal.watched_documents as d
     where d.tenant_id = v_tenant and d.document_id is null
       and exists (select from jsonb_array_elements_text(d.key) as k (value) where k.value = forget_user.user_id);
  end if;
  return query select e.* from howdah_internal.erase(v_tenant, forget_user.user_id, v_dry_run, null) as e;
end
$$;
comment on function howdah.forget_user is
  'Deletes a user of the tenant for good, in one transaction: conversations, documents of their own, also with '
  'readers, their place in groups and among readers, cached answers, feedback, jobs, limits. What was used stays, '
  'without the person; a call under way is billed, its answer dropped; whoever acts as them at this moment ends first. '
  'Rows of watched tables are yours to delete, before. Returns how many rows a table; with dry_run, the default, '
  'nothing changes. Raises 22004, 28000. Example: select * from howdah.forget_user(''ann'', dry_run => false).';
grant execute on function howdah.forget_user to howdah_admin;
