-- Who reads what runs by itself.
select howdah_internal.let_read(t.relation::regclass, r.reader)
  from (values ('howdah.schedules'), ('howdah.schedule_runs')) as t (relation)
 cross join (values ('howdah_analyst'), ('howdah_admin')) as r (reader);
