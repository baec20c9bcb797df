create or replace function howdah_internal.tg_billed_rows__guard()
  returns trigger
  language plpgsql
  set search_path from current
as $$
begin
  -- The erasure of people and tenants takes names out, never an amount.
  if tg_op = 'UPDATE' and coalesce(current_setting('howdah.tends_logs', true), '') = 'on'
     and to_jsonb(new) - tg_argv[2:] = to_jsonb(old) - tg_argv[2:] then
    return new;
  end if;
  raise exception '% cannot be changed or deleted', tg_argv[0] using errcode = 'PT409', hint = tg_argv[1];
end
$$;
comment on function howdah_internal.tg_billed_rows__guard is
  'Keeps what was billed as it was written. Arguments: what it is, what to do instead, and the columns that an erasure '
  'may change. It does not fire on a subscriber, which takes what was erased.';

select howdah_internal.lay_trigger(k.relation::regclass, k.name || '_' || w.what, 'before ' || w.event,
         format('for each %s execute function howdah_internal.tg_billed_rows__guard(%s)', w.level, (
           select string_agg(quote_literal(a), ', ' order by n) from unnest(k.arguments) with ordinality as u (a, n))))
  from (values
    ('howdah_internal.statements', 'statements_are', array[
      'closed statements', 'What changes stands in the next one: howdah.close_statement.', 'closed_by']),
    ('howdah_internal.statement_lines', 'statement_lines_are', array[
      'lines of a closed statement', 'What changes stands in the next one: howdah.close_statement.', 'user_id',
      'feature', 'plan', 'description']),
    ('howdah_internal.pruned_usage', 'pruned_usage_is', array[
      'usage that was billed', 'It stands for calls that are no longer kept.', 'user_id', 'feature', 'plan']),
    ('howdah.credits', 'credits_are', array[
      'credits', 'Grant another one, also below 0: howdah.grant_credit.', 'granted_by', 'reason', 'request_key'])
  ) as k (relation, name, arguments)
 cross join (values
   ('immutable', 'update or delete', 'row'), ('not_truncated', 'truncate', 'statement')
 ) as w (what, event, level);
