create or replace function howdah_internal.verify_prompts()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'version_is_as_written', format('prompt %s of tenant %s, version %s', v.prompt, v.tenant_id, v.version),
         'the row is not the one that was written', 'compare with a backup: answers name this version'
    from howdah_internal.prompt_versions as v
   where v.content_hash is distinct from howdah_internal.prompt_version_hash(v)
  union all
  select 'versions_have_no_gaps', format('prompt %s of tenant %s', p.name, p.tenant_id),
         format('%s versions were written, %s are there', p.last_version, count(v.id)),
         'look into a backup for the others'
    from howdah.prompts as p
    left join howdah_internal.prompt_versions as v
      on v.tenant_id = p.tenant_id and v.prompt = p.name
   group by p.tenant_id, p.name
  having count(v.id) != p.last_version or coalesce(max(v.version), 0) != p.last_version
  union all
  select 'version_has_its_prompt', format('prompt %s of tenant %s, version %s', v.prompt, v.tenant_id, v.version),
         'there is no such prompt', 'foreign keys were switched off: look into a backup'
    from howdah_internal.prompt_versions as v
   where not exists (select from howdah.prompts as p where p.tenant_id = v.tenant_id and p.name = v.prompt)
  union all
  select 'label_has_its_version', format('label %s of prompt %s of tenant %s', l.label, l.prompt, l.tenant_id),
         format('there is no version %s', l.version), 'howdah.activate_prompt another version'
    from howdah.prompt_labels as l
   where not exists (
     select from howdah_internal.prompt_versions as v
      where v.tenant_id = l.tenant_id and v.prompt = l.prompt and v.version = l.version
   )
  union all
  select 'history_is_as_written', format('label %s of prompt %s of tenant %s', h.label, h.prompt, h.tenant_id),
         format('move %s is not the one that was written, or the one before it is not', h.id), 'compare with a backup'
    from (
      select m.id, m.tenant_id, m.prompt, m.label, m.from_version, m.content_hash,
             lag(m.to_version) over w as before_version,
             howdah_internal.label_move_hash(lag(m.content_hash) over w, m) as right_hash
        from howdah.prompt_label_history as m
      window w as (partition by m.tenant_id, m.prompt, m.label order by m.id)
    ) as h
   where h.content_hash is distinct from h.right_hash or h.from_version is distinct from h.before_version
  union all
  select 'label_is_where_history_ends',
         format('label %s of prompt %s of tenant %s', coalesce(l.label, h.label), coalesce(l.prompt, h.prompt),
           coalesce(l.tenant_id, h.tenant_id)),
         format('it points to version %s, its history ends at %s', coalesce(l.version::text, 'none'),
           coalesce(h.to_version::text, 'none')),
         'howdah.activate_prompt the version that should answer, and find out who writes to howdah.prompt_labels'
    from howdah.prompt_labels as l
    full join (
      select distinct on (m.tenant_id, m.prompt, m.label) m.tenant_id, m.prompt, m.label, m.to_version
        from howdah.prompt_label_history as m
       order by m.tenant_id, m.prompt, m.label, m.id desc
    ) as h
      on h.tenant_id = l.tenant_id and h.prompt = l.prompt and h.label = l.label
   where l.version is distinct from h.to_version;
end
$$;
comment on function howdah_internal.verify_prompts is
  'What verify() finds in prompts; no row means that all is well.';
