begin;
select plan(7);
select howdah_test.set_time('2026-03-01 12:00Z');
create function pg_temp.found() returns text language sql as $$
  select string_agg(concat_ws('|', subject, finding, advice), ' ') from howdah_internal.queue_findings()
   where code = 'calls_fail' $$;
create function pg_temp.fail(code text) returns void language sql as $$
  select howdah_internal.mark_lane(l, howdah_internal.failure_action(code, null), code, null, howdah.clock())
    from howdah.lanes as l where l.name = 'local/local-chat/interactive' $$;
select howdah.register_worker('w', '1', (select version from howdah.schema_version()), '{local}');
select howdah.act_as('ann', 'acme');
select howdah.send_message(howdah.start_conversation(collection => null), 'Hi') is not null;
select pg_temp.fail('connection');
select is(pg_temp.found(), null, 'one call that fails is none to speak of');
select pg_temp.fail('connection');
select is(pg_temp.found(), 'lane local/local-chat/interactive|the last 2 calls failed: connection|nobody answers at '
  'HOWDAH_PROVIDER_LOCAL_URL: correct it, or wait for the provider', 'two are');
select is(howdah.status() ->> 'state', 'stuck', 'and status does not say that nothing waits');
select matches(howdah.status() ->> 'summary', 'the last 2 calls failed: connection', 'but why');
select pg_temp.fail(c) from unnest('{provider_error,timeout,bad_response}'::text[]) as c;
select matches(pg_temp.found(), 'the last 5 calls failed: bad_response.*/v1', 'a web page is one too');
select howdah_internal.clear_refusals('local/local-chat/interactive');
select is(pg_temp.found(), null, 'until one goes well');
select pg_temp.fail('connection'), pg_temp.fail('connection');
delete from howdah_internal.jobs;
select howdah_test.set_time('2026-03-01 14:00Z');
select is(pg_temp.found(), null, 'or nothing has waited for an hour');
select * from finish();
rollback;
