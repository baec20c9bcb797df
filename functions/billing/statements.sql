create or replace view howdah.statements
  with (security_invoker = true)
as
select s.tenant_id,
       s.month,
       s.usage_cents,
       s.adjustment_cents,
       s.refund_cents,
       s.total_cents,
       s.prepaid_cents,
       s.total_cents - coalesce(s.prepaid_cents, 0) as due_cents,
       s.call_count as calls,
       s.unpriced_count as unpriced_calls,
       s.unpriced_count = 0 as is_complete,
       s.line_count,
       s.time_zone,
       s.starts_at,
       s.ends_at,
       s.closed_at
  from howdah_internal.statements as s
 order by s.tenant_id, s.month;
comment on view howdah.statements is
  'What customers owe for each closed month: a row a tenant and month, which never changes.';
comment on column howdah.statements.tenant_id is 'The customer.';
comment on column howdah.statements.month is 'First day of the month, in the time zone of the tenant.';
comment on column howdah.statements.usage_cents is
  'The calls of the month at customer prices, US cents; null where no price is known.';
comment on column howdah.statements.adjustment_cents is
  'What earlier months came to since, more or less: late calls, corrected prices.';
comment on column howdah.statements.refund_cents is 'Refunds of grant_credit, below 0.';
comment on column howdah.statements.total_cents is 'All lines together, US cents.';
comment on column howdah.statements.prepaid_cents is 'The part of the total that the credit has paid.';
comment on column howdah.statements.due_cents is 'What is left to pay; below 0 it is owed to the customer.';
comment on column howdah.statements.calls is 'Calls of the month.';
comment on column howdah.statements.unpriced_calls is
  'Calls up to the end of the month whose price was not known: an adjustment bills them once it is.';
comment on column howdah.statements.is_complete is 'Whether there were none of these.';
comment on column howdah.statements.line_count is 'Rows of statement_lines.';
comment on column howdah.statements.time_zone is 'The time zone of the tenant when it was closed.';
comment on column howdah.statements.starts_at is 'Where the statement before ended.';
comment on column howdah.statements.ends_at is 'End of the month; calls that began before are billed.';
comment on column howdah.statements.closed_at is 'When it was closed.';
grant select on howdah.statements to howdah_analyst, howdah_admin;
