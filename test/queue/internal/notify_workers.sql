begin;
select plan(4);
select howdah.enqueue('report', lane => 'reports');
select lives_ok($$select howdah_internal.notify_workers('reports')$$, 'without a worker nobody is told');
insert into howdah_internal.workers (name, version, schema_version, idle_classes, seen_at)
values ('w', '1', 1, '{bulk}', howdah.now());
select lives_ok($$select howdah_internal.notify_workers('reports')$$, 'a worker that waits in bulk lanes is told');
set local role howdah_worker;
select throws_ok($$select howdah_internal.notify_workers('reports')$$, '42501', null,
  'a worker may not wake the others');
set local role howdah_app;
select throws_ok($$select howdah_internal.notify_workers('reports')$$, '42501', null, 'nor may the application');
select * from finish();
rollback;
