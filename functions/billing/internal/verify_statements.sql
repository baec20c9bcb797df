create or replace function howdah_internal.verify_statements()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'statement_equals_lines', format('statement %s of tenant %s', to_char(s.month, 'YYYY-MM'), s.tenant_id),
         format('%s lines with %s cents, closed with %s and %s', l.lines,
           coalesce(trim_scale(l.cents)::text, 'unknown'),
           s.line_count, coalesce(trim_scale(s.total_cents)::text, 'unknown')),
         'somebody switched a trigger off and changed it: a backup has the lines'
    from howdah_internal.statements as s
   cross join lateral (
     select count(*) as lines, case when count(*) = 0 then 0 else sum(t.amount_cents) end as cents
       from howdah_internal.statement_lines as t
      where t.tenant_id = s.tenant_id and t.month = s.month
   ) as l
   where (l.lines, l.cents) is distinct from (s.line_count, s.total_cents)
  union all
  select 'statements_follow_each_other', format('statement %s of tenant %s', to_char(s.month, 'YYYY-MM'), s.tenant_id),
         'it does not begin where the one before ended', 'a backup has the statement that is missing'
    from (
      select t.*, lag(t.ends_at) over (partition by t.tenant_id order by t.month) as ended_at
        from howdah_internal.statements as t
    ) as s
   where s.ended_at != s.starts_at
  union all
  select 'credit_equals_grants', 'credit of tenant ' || b.tenant_id,
         format('%s cents are granted, the limit is %s', trim_scale(c.cents), trim_scale(b.limit_cents)),
         'As the owner: update howdah.budgets so that its limit_cents is what was granted'
    from howdah.budgets as b
   cross join lateral (
     select coalesce(sum(k.amount_cents), 0) as cents from howdah.credits as k
      where k.tenant_id = b.tenant_id and not k.is_refund and k.created_at >= b.created_at
   ) as c
   where b.scope = 'credit' and b.limit_cents != c.cents;
end
$$;
comment on function howdah_internal.verify_statements is
  'The part of verify() about what customers owe: statements against their lines, credits against their grants.';
