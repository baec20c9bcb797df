create or replace function howdah_internal.tg_kept_rows__refuse()
  returns trigger
  language plpgsql
  security definer -- looks whether the tenant is gone, whoever deletes
  set search_path from current
as $$
begin
  -- With a third argument the rows are a tenant's: they go with it, and that column, a person's name, may be emptied.
  if tg_op = 'UPDATE' and to_jsonb(new) = to_jsonb(old) || jsonb_build_object(coalesce(tg_argv[2], ''), null) then
    return new;
  elsif tg_op = 'DELETE' and tg_nargs = 3
        and not exists (select from howdah.tenants as t where t.tenant_id = to_jsonb(old) ->> 'tenant_id') then
    return old;
  -- With more arguments they are columns that say something about a row, not what it is.
  elsif tg_op = 'UPDATE' and tg_nargs > 3 and to_jsonb(new) - tg_argv[3:] = to_jsonb(old) - tg_argv[3:] then
    return new;
  end if;
  raise exception '% cannot be changed or deleted', tg_argv[0] using errcode = 'PT409', hint = tg_argv[1];
end
$$;
comment on function howdah_internal.tg_kept_rows__refuse is
  'Keeps rows as they were written. Arguments: what they are, what to do instead, the column that may be emptied, and '
  'columns that may be written.';

select howdah_internal.lay_trigger(k.relation::regclass, k.name || '_' || w.what, 'before ' || w.event,
         format('for each %s execute function howdah_internal.tg_kept_rows__refuse(%s)', w.level, (
           select string_agg(quote_literal(a), ', ' order by n) from unnest(k.arguments) with ordinality as u (a, n))),
         is_always => true)
  from (values
    ('howdah.model_prices', 'model_prices_are', array[
      'prices', 'Call howdah.withdraw_price and howdah.set_price.', '', 'source', 'source_date', 'note',
      'is_disputed', 'withdrawn_at']),
    ('howdah_internal.prompt_versions', 'prompt_versions_are', array[
      'prompt versions', 'Call howdah.create_prompt_version to add another version.', 'author']),
    ('howdah.prompt_label_history', 'prompt_label_history_is', array[
      'the history of a label', 'Call howdah.activate_prompt to move the label once more.', 'changed_by'])
  ) as k (relation, name, arguments)
 cross join (values
   ('immutable', 'update or delete', 'row'), ('not_truncated', 'truncate', 'statement')
 ) as w (what, event, level);
