begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah_internal.add_event('incident', 'thing', '{}');
create function pg_temp.event(of_subject text default 'thing') returns uuid language sql security definer as $$
  select id from howdah.outbox where subject = of_subject order by seq limit 1 $$;
select howdah.claim_events();
select howdah.fail_event('default', pg_temp.event(), 1, 'http', 503);
set local role howdah_worker;
select is(howdah.complete_event('default', pg_temp.event()), true, 'what was received is noted');
select is(howdah.complete_event('default', pg_temp.event()), false, 'once');
select is(howdah.complete_event('other', pg_temp.event()), false, 'it is of its tenant');
select is(howdah.complete_event('default', gen_random_uuid()), false, 'one that is gone is no error');
select throws_ok('select howdah.complete_event(null, gen_random_uuid())', '22004', null, 'the tenant is required');
select throws_ok($$select howdah.complete_event('default', null)$$, '22004', null, 'the id is required');
reset role;
select is((select (delivered_at, last_error)::text from howdah.outbox), '("2026-03-01 12:00:00+00",)',
  'it has the time when it was, and no error');
select is((select (failure_count, failing_since, last_error)::text from howdah_internal.outbox_receiver), '(0,,)',
  'and the receiver is well again');
set local role howdah_app;
select throws_ok($$select howdah.complete_event('default', gen_random_uuid())$$, '42501', null,
  'an application delivers none');
select * from finish();
rollback;
