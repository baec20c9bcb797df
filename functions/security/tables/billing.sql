-- What customers owe: the administrator reads the tenant's, the analyst all.
select howdah_internal.let_read(t.relation::regclass, r.reader, r.condition)
  from (values
    ('howdah_internal.statements'), ('howdah_internal.statement_lines'), ('howdah.credits')
  ) as t (relation)
 cross join (values ('howdah_analyst', 'true'), ('howdah_admin', '@tenant')) as r (reader, condition);
select howdah_internal.let_read('howdah.customer_prices', r.reader, r.condition)
  from (values ('howdah_analyst', 'true'), ('howdah_admin', '(@tenant or tenant_id = ''*'')')) as r (reader, condition);
