begin;
select plan(15);
select howdah_test.set_time('2026-03-01 12:00Z');
insert into howdah.incidents (tenant_id, metric, subject, period, dimension, user_id, severity, observed, expected,
  starts_at, seen_at, text)
values
  ('default', 'cost', 'user ann', 'hour', 'user', 'ann', 'error', 19, 10, howdah.now(), howdah.now(),
    'cost of user ann'),
  ('acme', 'errors', 'tenant acme', 'hour', 'tenant', null, 'warning', 40, 2, howdah.now(), howdah.now(), 'of acme');
create temp table ids as select i.tenant_id, i.id from howdah.incidents as i;
grant select on ids to public;
-- Who sees them.
set local role howdah_admin;
select howdah.act_as(null, 'default');
select is((select string_agg(i.text, ', ') from howdah.incidents as i), 'cost of user ann',
  'the administrator sees those of the own tenant');
set local role howdah_analyst;
select is((select count(*) from howdah.incidents), 2::bigint, 'the analyst those of all');
set local role howdah_app;
select throws_ok('select from howdah.incidents', '42501', null, 'the application none');
select throws_ok('select howdah.acknowledge_incident(1)', '42501', null, 'and it acknowledges none');
reset role;
select is((select (code, severity, subject, finding, since)::text from howdah_internal.incident_findings()
  order by severity limit 1), '(incident,error,"tenant default","cost of user ann","2026-03-01 12:00:00+00")',
  'doctor shows them');
select matches((select min(f.advice) from howdah_internal.incident_findings() as f),
  'howdah.acknowledge_incident\(\d+', 'with what to type');
select is((select string_agg(m.value::text, ' ' order by m.labels) from howdah.worker_metrics() as m
  where m.name = 'howdah_incidents_open'), '1 1', 'so do the metrics');
select is(howdah.status() -> 'incidents' -> 0 ->> 'text', 'cost of user ann', 'and status');
-- It is known.
set local role howdah_admin;
select howdah.act_as('kim', 'default');
select ok(howdah.acknowledge_incident((select id from ids where tenant_id = 'default'), 'an import'), 'it is known');
reset role;
select howdah_test.set_time('2026-03-01 13:00Z');
set local role howdah_admin;
select ok(howdah.acknowledge_incident((select id from ids where tenant_id = 'default')), 'and may be again');
select is((select (acknowledged_by, note, acknowledged_at is not null, closed_at)::text from howdah.incidents),
  '(kim,"an import",t,)', 'who, when and why are kept, and it stays open');
select throws_ok(format('select howdah.acknowledge_incident(%s)', (select id from ids where tenant_id = 'acme')),
  'PT404', 'there is no such incident', 'another tenant''s is none');
select throws_ok('select howdah.acknowledge_incident(null)', '22004', 'incident_id is required', 'null is none');
select throws_ok(format('select howdah.acknowledge_incident(%s, %L)', (select id from ids where tenant_id = 'default'),
  repeat('x', 1001)), '22001', 'note is longer than 1000 characters', 'a note has its length');
reset role;
select is((select array_agg(f.subject) from howdah_internal.incident_findings() as f), '{tenant acme}',
  'doctor is silent about it');
select * from finish();
rollback;
