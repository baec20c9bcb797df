-- Who sets limits sees what they do, and so does the analyst.
select howdah_internal.let_read(t.relation::regclass, r.reader)
  from (values ('howdah.rate_limits'), ('howdah_internal.rate_state'), ('howdah.budgets'),
    ('howdah_internal.budget_windows')) as t (relation)
 cross join (values ('howdah_analyst'), ('howdah_admin')) as r (reader);
