-- Who sets limits sees what they do, and what the watchdog found, of the tenant and of all together; the analyst sees
-- those of all tenants.
select howdah_internal.let_read(t.relation::regclass, r.reader, r.condition)
  from (values ('howdah.rate_limits'), ('howdah_internal.rate_state'), ('howdah.budgets'),
    ('howdah_internal.budget_windows'), ('howdah_internal.budget_forecasts'), ('howdah.incidents')) as t (relation)
 cross join (values ('howdah_analyst', 'true'), ('howdah_admin', '(@tenant or tenant_id = ''*'')'))
    as r (reader, condition);
