create or replace function howdah_internal.add_prompt_version(draft howdah_internal.prompt_versions)
  returns integer
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_new howdah_internal.prompt_versions := draft;
  v_latest howdah_internal.prompt_versions;
begin
  insert into howdah.tenants (tenant_id) values (v_new.tenant_id) on conflict do nothing;
  insert into howdah.prompts (tenant_id, name) values (v_new.tenant_id, v_new.prompt) on conflict do nothing;
  perform from howdah.prompts as p
   where p.tenant_id = v_new.tenant_id and p.name = v_new.prompt
     for no key update;
  select v.* into v_latest
    from howdah_internal.prompt_versions as v
   where v.tenant_id = v_new.tenant_id and v.prompt = v_new.prompt
   order by v.version desc
   limit 1;
  if (v_latest.form, v_latest.content, v_latest.params, v_latest.model_id)
     is not distinct from (v_new.form, v_new.content, v_new.params, v_new.model_id) then
    return v_latest.version;
  end if;
  -- Counted in the prompt's locked row: a transaction that rolls back leaves no gap.
  update howdah.prompts as p
     set last_version = p.last_version + 1
   where p.tenant_id = v_new.tenant_id and p.name = v_new.prompt
  returning p.last_version into v_new.version;
  v_new.id := nextval(pg_get_serial_sequence('howdah_internal.prompt_versions', 'id'));
  v_new.variables := array(
    select distinct v.name[1]
      from jsonb_array_elements(howdah_internal.prompt_messages(v_new.form, v_new.content)) as m (message)
     cross join lateral regexp_matches(
             m.message ->> 'content', '\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}', 'g') as v (name)
     order by 1
  );
  v_new.author := coalesce(howdah.current_user_id(), session_user);
  v_new.created_at := howdah.now();
  v_new.content_hash := howdah_internal.prompt_version_hash(v_new);
  insert into howdah_internal.prompt_versions overriding system value values (v_new.*);
  return v_new.version;
end
$$;
comment on function howdah_internal.add_prompt_version is
  'Writes a checked draft down as the next version of its prompt and returns the number; the newest one''s when they '
  'are the same.';
