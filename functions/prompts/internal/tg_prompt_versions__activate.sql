create or replace function howdah_internal.tg_prompt_versions__activate()
  returns trigger
  language plpgsql
  set search_path from current
as $$
declare
  v_wanted boolean := new.is_active;
begin
  new.is_active := old.is_active;
  if tg_op != 'UPDATE' or v_wanted is null or new is distinct from old then
    raise exception 'prompt versions cannot be %',
      case tg_op when 'INSERT' then 'inserted' else 'changed or deleted' end
      using errcode = 'PT409',
            hint = format(
              'howdah.create_prompt_version(%1$L, content) adds a version, howdah.activate_prompt(%1$L, %2$s) chooses '
              'the one that answers.', coalesce(old.name, new.name, new.prompt), coalesce(old.version, new.version, 1));
  end if;
  if v_wanted = old.is_active then
    return new;
  elsif not v_wanted then
    -- The next statement makes another one active, or finds none: then this one must go on.
    raise notice 'version % of prompt % stays active until another one is', old.version, old.name
      using hint = format('select howdah.activate_prompt(%L, version)', old.name);
    return null;
  end if;
  perform howdah_internal.lock_label(old.tenant_id, old.name, 'production', null, null);
  perform howdah_internal.move_label(old.tenant_id, old.name, 'production', old.version, null);
  new.is_active := true;
  return new;
end
$$;
comment on function howdah_internal.tg_prompt_versions__activate is
  'Setting is_active moves the label production, taking it away changes nothing by itself, so that a prompt always has '
  'one active version; everything else is refused.';
select howdah_internal.lay_trigger('howdah.prompt_versions', 'prompt_versions_activate',
  'instead of insert or update or delete',
  'for each row execute function howdah_internal.tg_prompt_versions__activate()');
