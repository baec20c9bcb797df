create or replace function howdah_internal.tg_logs__guard()
  returns trigger
  language plpgsql
  set search_path from current
as $$
begin
  if coalesce(current_setting('howdah.tends_logs', true), '') = 'on' then
    return coalesce(new, old);
  end if;
  raise exception 'the logs cannot be changed or deleted'
    using errcode = 'PT409', hint = 'They go by the setting log_days; howdah.forget_user removes what is of a person.';
end
$$;
comment on function howdah_internal.tg_logs__guard is
  'Keeps rows of the logs as they were written, but for the erasure of people and tenants. It does not fire on a '
  'subscriber, which takes what was erased; verify() tells there what else was changed.';

select howdah_internal.lay_trigger(l.relation::regclass, l.name || '_' || w.what, 'before ' || w.event,
         format('for each %s execute function howdah_internal.tg_logs__guard()', w.level))
  from (values
    ('howdah.access_log', 'access_log'), ('howdah.change_log', 'change_log'), ('howdah_internal.log_chain', 'log_chain')
  ) as l (relation, name)
 cross join (values
   ('is_kept', 'update or delete', 'row'), ('is_not_truncated', 'truncate', 'statement')
 ) as w (what, event, level);
