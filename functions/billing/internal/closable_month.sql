create or replace function howdah_internal.closable_month(tenant text, month date)
  returns howdah_internal.statements
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_statement howdah_internal.statements;
  v_last howdah_internal.statements;
  v_next date;
begin
  if not exists (
    select from howdah.tenants as t where t.tenant_id = closable_month.tenant
    union all
    select from howdah_internal.statements as s where s.tenant_id = closable_month.tenant
    union all
    select from howdah.llm_usage as u where u.tenant_id = closable_month.tenant
  ) then
    raise exception 'there is no such tenant' using errcode = 'PT404', hint = 'Pass the tenant that act_as gets.';
  end if;
  select s.* into v_last
    from howdah_internal.statements as s
   where s.tenant_id = closable_month.tenant
   order by s.month desc
   limit 1;
  v_next := v_last.month + interval '1 month';
  v_statement.tenant_id := closable_month.tenant;
  v_statement.month := closable_month.month;
  v_statement.time_zone := howdah_internal.billing_zone(closable_month.tenant);
  v_statement.starts_at := coalesce(
    v_last.ends_at, v_statement.month::timestamp at time zone v_statement.time_zone);
  v_statement.ends_at := (v_statement.month + interval '1 month')::timestamp at time zone v_statement.time_zone;
  if v_statement.ends_at > howdah.now() then
    raise exception 'the month is not over in the time zone of the tenant'
      using errcode = 'PT412', hint = format('It can be closed from %s on, in %s.',
        to_char(v_statement.month + interval '1 month', 'YYYY-MM-DD'), v_statement.time_zone);
  elsif v_statement.month < v_next then
    raise exception 'the statements of this tenant begin after this month'
      using errcode = 'PT412', hint = format('The next is select * from howdah.close_statement(%L, %L).',
        closable_month.tenant, to_char(v_next, 'YYYY-MM-DD'));
  elsif v_statement.month > v_next then
    raise exception 'the month before is not closed yet'
      using errcode = 'PT412', hint = format('First: select * from howdah.close_statement(%L, %L).',
        closable_month.tenant, to_char(v_next, 'YYYY-MM-DD'));
  elsif v_last.month is null and v_statement.starts_at < (
    select r.done_until from howdah_internal.usage_rollups as r where r.name = 'dropped'
  ) then
    raise exception 'the calls of this month are no longer kept'
      using errcode = 'PT412', hint = 'Begin with a month that the setting usage_months keeps.';
  end if;
  return v_statement;
end
$$;
comment on function howdah_internal.closable_month is
  'The statement that is to be closed, without its sums: from where the one before ended to the end of the month in '
  'the tenant''s time zone. Raises PT404, and PT412 where it is not the next one or not over.';
