create or replace function howdah.tg_prompt_label_history__refuse()
  returns trigger
  language plpgsql
  security definer -- looks whether the tenant is gone, whoever deletes
  set search_path from current
as $$
begin
  if tg_op = 'UPDATE' and new.changed_by is null and to_jsonb(new) - 'changed_by' = to_jsonb(old) - 'changed_by' then
    return new;
  elsif tg_op = 'DELETE' and not exists (select from howdah.tenants as t where t.tenant_id = old.tenant_id) then
    return old;
  end if;
  raise exception 'the history of a label cannot be changed or deleted'
    using errcode = 'PT409', hint = 'Call howdah.activate_prompt to move the label once more.';
end
$$;
comment on function howdah.tg_prompt_label_history__refuse() is
  'Keeps the history of labels as it was written; only a person''s name may go, and all of a tenant that is gone.';

do $$
begin
  -- Made once: dropping and making it again would wait for every reader.
  if not exists (
    select from pg_trigger
     where tgrelid = 'howdah.prompt_label_history'::regclass and tgname = 'prompt_label_history_is_immutable'
  ) then
    create trigger prompt_label_history_is_immutable
      before update or delete on howdah.prompt_label_history
      for each row execute function howdah.tg_prompt_label_history__refuse();
    alter table howdah.prompt_label_history enable always trigger prompt_label_history_is_immutable;
    create trigger prompt_label_history_is_not_truncated
      before truncate on howdah.prompt_label_history
      for each statement execute function howdah.tg_prompt_label_history__refuse();
    alter table howdah.prompt_label_history enable always trigger prompt_label_history_is_not_truncated;
  end if;
end
$$;
