begin;
select plan(15);
select howdah_test.set_time('2026-03-01 12:00Z');
insert into howdah.lanes (name, class) values ('one', 'bulk'), ('quick', 'interactive'), ('caller', 'caller');
create function pg_temp.paused(lane text, action text, retry_after_ms integer, called_at timestamptz) returns numeric
  language plpgsql as $$
begin
  update howdah.lanes set paused_until = null where name = lane;
  perform howdah_internal.mark_lane(l, action, 'why', retry_after_ms, called_at) from howdah.lanes as l
    where l.name = lane;
  return (select extract(epoch from paused_until - howdah.clock()) from howdah.lanes where name = lane);
end $$;
select ok(pg_temp.paused('one', 'pause', 30000, '2026-03-01 11:59Z') between 30 and 31,
  'a rate limit pauses as long as the provider asks for, and a little longer');
update howdah.lanes set refusal_count = 0, refused_at = null;
select ok(pg_temp.paused('one', 'pause', 0, '2026-03-01 11:59Z') between 1 and 1.1, 'a second at least');
select ok(pg_temp.paused('one', 'pause', 0, '2026-03-01 11:59Z') between 1 and 1.1,
  'a call that was on its way by then is no refusal in a row');
select howdah_test.set_time('2026-03-01 12:00:02Z');
select ok(pg_temp.paused('one', 'pause', 0, '2026-03-01 12:00:01Z') between 2 and 2.2, 'one that began later is');
select howdah_test.set_time('2026-03-01 12:00:04Z');
select ok(pg_temp.paused('one', 'pause', 0, '2026-03-01 12:00:03Z') between 4 and 4.4, 'each doubles the pause');
update howdah.lanes set refusal_count = 50;
select ok(pg_temp.paused('one', 'pause', null, null) between 300 and 301, 'up to five minutes');
select ok(pg_temp.paused('one', 'pause', 2147483647, null) between 86400 and 86401,
  'a day at most, whatever the provider asks for');
select is((select (pause_reason, last_error_code, last_error_at)::text from howdah.lanes where name = 'one'),
  '(why,why,"2026-03-01 12:00:04+00")', 'the lane says why');
update howdah.lanes set paused_until = 'infinity' where name = 'one';
select howdah_internal.mark_lane(l, 'pause', 'later', 1000, null) from howdah.lanes as l where name = 'one';
select is((select (paused_until, pause_reason, last_error_code)::text from howdah.lanes where name = 'one'),
  '(infinity,why,later)', 'a longer pause stays, with its reason');
select ok(pg_temp.paused('one', 'refused', null, null) between 30 and 31, 'a refused key pauses a bulk lane');
select is(array[pg_temp.paused('quick', 'refused', null, null), pg_temp.paused('one', 'transient', 9000, null),
  pg_temp.paused('caller', 'pause', 9000, null)], '{null,null,null}',
  'but none where somebody waits, and other failures pause nothing, nor does one of an application''s own call');
select howdah_internal.clear_refusals('one');
select is((select refusal_count from howdah.lanes where name = 'one'), 0, 'a call that goes well begins anew');
select howdah_internal.clear_refusals('quick');
select howdah_internal.mark_lane(l, a.action, a.action, null, '2026-03-01 11:00Z')
  from howdah.lanes as l, unnest('{transient,transient,refused,pause,permanent}'::text[]) as a (action)
 where l.name = 'quick';
select is((select (failure_count, failing_since)::text from howdah.lanes where name = 'quick'),
  '(3,"2026-03-01 11:00:00+00")', 'failures in a row are counted, rate limits and bad requests are none');
select howdah_internal.clear_refusals('quick');
select is((select (failure_count, failing_since)::text from howdah.lanes where name = 'quick'), '(0,)',
  'a call that goes well ends the row');
set local role howdah_worker;
select throws_ok($$select howdah_internal.mark_lane(null, 'pause', 'x', 1, null)$$, '42501', null,
  'a worker may not pause past fail_jobs');
select * from finish();
rollback;
