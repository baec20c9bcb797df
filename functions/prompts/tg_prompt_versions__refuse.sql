create or replace function howdah.tg_prompt_versions__refuse()
  returns trigger
  language plpgsql
  set search_path from current
as $$
begin
  raise exception 'prompt versions cannot be changed or deleted'
    using errcode = 'PT409', hint = 'Call howdah.create_prompt_version to add another version.';
end
$$;
comment on function howdah.tg_prompt_versions__refuse() is 'Keeps prompt versions as they were written.';

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
