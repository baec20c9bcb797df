create or replace function howdah.tg_prompt_versions__refuse()
  returns trigger
  language plpgsql
  security definer -- looks whether the tenant is gone, whoever deletes
  set search_path from current
as $$
begin
  if tg_op = 'UPDATE' and new.author is null and to_jsonb(new) - 'author' = to_jsonb(old) - 'author' then
    return new;
  elsif tg_op = 'DELETE' and not exists (select from howdah.tenants as t where t.tenant_id = old.tenant_id) then
    return old;
  end if;
  raise exception 'prompt versions cannot be changed or deleted'
    using errcode = 'PT409', hint = 'Call howdah.create_prompt_version to add another version.';
end
$$;
comment on function howdah.tg_prompt_versions__refuse() is
  'Keeps prompt versions as they were written; only their author''s name may go, and all of a tenant that is gone.';

do $$
begin
  -- Made once: dropping and making it again would wait for every reader.
  if not exists (
    select from pg_trigger
     where tgrelid = 'howdah.prompt_versions'::regclass and tgname = 'prompt_versions_are_immutable'
  ) then
    create trigger prompt_versions_are_immutable
      before update or delete on howdah.prompt_versions
      for each row execute function howdah.tg_prompt_versions__refuse();
    alter table howdah.prompt_versions enable always trigger prompt_versions_are_immutable;
    create trigger prompt_versions_are_not_truncated
      before truncate on howdah.prompt_versions
      for each statement execute function howdah.tg_prompt_versions__refuse();
    alter table howdah.prompt_versions enable always trigger prompt_versions_are_not_truncated;
  end if;
end
$$;
