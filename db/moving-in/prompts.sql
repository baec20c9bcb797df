-- Prompts: each version as it was written, under its number where howdah's own numbers without gaps allow it.
do $$
declare
  v_tenant text := current_setting('moving_in.tenant');
  v_old record;
  v_new howdah_internal.prompt_versions;
begin
  for v_old in
    select p.*, m.id as model_id
      from pg_temp.moving_prompts as p
      left join pg_temp.moving_models as m on m.old_name = p.model and m.kind = 'chat'
     where p.is_new
     order by p.name, p.version nulls last, p.id
  loop
    insert into howdah.prompts (tenant_id, name, created_at)
    values (v_tenant, v_old.name, coalesce(v_old.created_at, howdah.now()))
    on conflict do nothing;
    update howdah.prompts as p set last_version = p.last_version + 1
     where p.tenant_id = v_tenant and p.name = v_old.name
    returning p.last_version into v_new.version;
    v_new.tenant_id := v_tenant;
    v_new.id := nextval(pg_get_serial_sequence('howdah_internal.prompt_versions', 'id'));
    v_new.prompt := v_old.name;
    v_new.form := 'text';
    v_new.content := coalesce(v_old.content, '');
    v_new.model_id := v_old.model_id;
    v_new.params := '{}';
    v_new.variables := array(
      select distinct n.name[1]
        from regexp_matches(v_new.content, '\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}', 'g') as n (name)
       order by 1);
    v_new.commit_message := case when v_new.version is distinct from v_old.version
      then format('moved in, version %s before', coalesce(v_old.version::text, 'none')) else 'moved in' end;
    v_new.author := nullif(v_old.created_by, '');
    v_new.created_at := coalesce(v_old.created_at, howdah.now());
    v_new.content_hash := howdah_internal.prompt_version_hash(v_new);
    insert into howdah_internal.prompt_versions overriding system value values (v_new.*);
    update howdah_internal.moved_in as i set prompt_version_id = v_new.id
     where i.tenant_id = v_tenant and i.relation = 'prompt_versions'
       and i.key_hash = sha256(convert_to(v_old.id::text, 'UTF8'));
    if v_new.version is distinct from v_old.version then
      raise notice 'version % of prompt % is version % now', v_old.version, v_old.name, v_new.version;
    end if;
    if v_old.is_active then
      perform howdah.activate_prompt(v_old.name, v_new.version, reason => 'moved in');
    end if;
  end loop;
end
$$;
