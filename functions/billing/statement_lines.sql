create or replace view howdah.statement_lines
  with (security_invoker = true)
as
select l.tenant_id,
       l.month,
       l.line,
       l.kind,
       l.usage_month,
       l.user_id,
       nullif(concat_ws('/', nullif(l.provider, ''), nullif(l.model, '')), '') as model,
       nullif(l.feature, '') as feature,
       nullif(l.plan, '') as plan,
       l.call_count as calls,
       l.unpriced_count as unpriced_calls,
       l.input_tokens,
       l.output_tokens,
       l.amount_cents,
       l.is_prepaid,
       coalesce(nullif(l.description, ''), case l.kind
         when 'adjustment' then 'correction of ' || to_char(l.usage_month, 'YYYY-MM')
         when 'refund' then 'refund'
         when 'usage' then case l.call_kind when 'embedding' then 'embeddings' else 'answers' end
       end) as description
  from howdah_internal.statement_lines as l
 order by l.tenant_id, l.month, l.line;
comment on view howdah.statement_lines is
  'The lines of closed statements: their sum is what was used, at customer prices, less refunds.';
comment on column howdah.statement_lines.tenant_id is 'The customer.';
comment on column howdah.statement_lines.month is 'The statement, by the first day of its month.';
comment on column howdah.statement_lines.line is 'Number of the line in it.';
comment on column howdah.statement_lines.kind is
  'usage of the month, adjustment of an earlier month, or refund.';
comment on column howdah.statement_lines.usage_month is 'The month of the calls.';
comment on column howdah.statement_lines.user_id is 'Who called; null is the tenant itself, or a forgotten user.';
comment on column howdah.statement_lines.model is 'provider/model; null for a refund.';
comment on column howdah.statement_lines.feature is 'What the calls were for.';
comment on column howdah.statement_lines.plan is 'The plan of the tenant at the time.';
comment on column howdah.statement_lines.calls is 'Calls; in an adjustment how many more, also of the next columns.';
comment on column howdah.statement_lines.unpriced_calls is 'Of these, calls without a known price, not in the amount.';
comment on column howdah.statement_lines.input_tokens is 'Input tokens.';
comment on column howdah.statement_lines.output_tokens is 'Output tokens.';
comment on column howdah.statement_lines.amount_cents is 'US cents at customer prices; null is not known.';
comment on column howdah.statement_lines.is_prepaid is 'Paid from the credit.';
comment on column howdah.statement_lines.description is 'For people; of a refund its reason.';
grant select on howdah.statement_lines to howdah_analyst, howdah_admin;
