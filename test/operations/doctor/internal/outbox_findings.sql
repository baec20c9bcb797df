begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
create function pg_temp.found() returns text language sql as $$
  select string_agg(concat_ws('|', code, severity, finding, since at time zone 'UTC'), ' ')
    from howdah_internal.outbox_findings() $$;
select howdah_internal.add_event('incident', 'thing', '{}');
select howdah_test.set_time('2026-03-01 12:09Z');
select is(pg_temp.found(), null, 'what has just come is no finding');
select howdah_test.set_time('2026-03-01 12:11Z');
select is(pg_temp.found(), 'events_unposted|warning|1 events wait, and no worker has a HOWDAH_WEBHOOK_URL to post them '
  'to|2026-03-01 12:00:00', 'where nobody posts them that is said');
select matches((select advice from howdah.doctor() where subject = 'outbox'), 'outbox_days', 'with what to do');
select matches(howdah.status() ->> 'findings', 'events_unposted', 'by status too');
select howdah.claim_events();
select is(pg_temp.found(), null, 'not where a worker asks for them');
select howdah.fail_event('default', (select id from howdah.outbox), 1, 'http', 503);
select is(pg_temp.found(), null, 'a failure passes');
select howdah_test.set_time('2026-03-01 12:13Z');
select is(pg_temp.found(), 'receiver_fails|warning|1 events wait: the receiver at HOWDAH_WEBHOOK_URL fails: '
  'http 503|2026-03-01 12:11:00', 'one that stays is told');
update howdah.outbox set given_up_at = howdah.clock();
select is(pg_temp.found(), 'events_refused|warning|the receiver refused 1 events for good|2026-03-01 12:13:00',
  'and what was refused for good');
select howdah.set_setting('outbox_days', '0');
update howdah.outbox set given_up_at = null;
select is(howdah_internal.add_event('incident', 'thing', '{}'), null, 'who wants none has none');
select * from finish();
rollback;
