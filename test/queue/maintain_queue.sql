begin;
select plan(12);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.enqueue('report', '{}', 'late', deadline => '2026-03-01 11:59Z');
select howdah.enqueue('report', '{}', 'reports');
delete from howdah_internal.queue_heads;
insert into howdah_internal.workers (name, version, schema_version, seen_at) values ('old', '1', 1,
  '2026-02-27 12:00Z');
set local role howdah_worker;
select lives_ok('select howdah.maintain_queue()', 'a worker keeps the queue in order');
reset role;
select is((select error_code from howdah_internal.jobs where lane = 'late'), 'expired', 'what is late is given up');
select is((select count(*) from howdah_internal.queue_heads where lane = 'reports'), 1::bigint,
  'what no head shows is found');
select is((select count(*) from howdah_internal.workers), 0::bigint, 'workers gone for a day are forgotten');
select isnt(to_regclass('howdah_internal.jobs_done_20260304'), null, 'partitions are there three days ahead');
create or replace function howdah_internal.make_partitions() returns integer language plpgsql as $$
  begin raise exception 'no room' using errcode = '53100'; end $$;
insert into howdah_internal.workers (name, version, schema_version, seen_at) values ('old', '1', 1,
  '2026-02-27 12:00Z');
select howdah.maintain_queue();
select is((select count(*) from howdah_internal.workers), 0::bigint, 'a step that fails stops no other');
select ok(exists (select from howdah.doctor()
  where subject = 'maintenance' and finding = 'make_partitions fails: no room (53100)'), 'doctor tells');
create or replace function howdah_internal.make_partitions() returns integer language sql as 'select 0';
select howdah.maintain_queue();
select ok(not exists (select from howdah.doctor() where subject = 'maintenance'), 'until it succeeds');
insert into howdah_internal.workers (name, version, schema_version, seen_at) values ('old', '1', 1,
  '2026-02-27 12:00Z');
select howdah.maintain_queue('{expire_jobs}');
select is((select count(*) from howdah_internal.workers), 1::bigint, 'one step does nothing else');
select howdah.maintain_queue('{forget_workers}');
select is((select count(*) from howdah_internal.workers), 0::bigint, 'each by itself');
select throws_ok($$select howdah.maintain_queue('{forget_tenant}')$$, '22023', null, 'other functions are no steps');
set local role howdah_app;
select throws_ok('select howdah.maintain_queue()', '42501', null, 'the application may not');
select * from finish();
rollback;
