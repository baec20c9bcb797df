-- What a clock that was ahead wrote holds nothing for ever once it is right.
begin;
select plan(9);
select howdah_test.set_time('2036-03-01 12:00Z');
select howdah.register_worker('gone', '1', 46, '{local}', '{bulk}');
select howdah.enqueue('report', '{}', 'reports');
select count(*) from howdah.claim_jobs('gone', '{reports}');
select howdah_internal.add_event('incident', 'thing', '{}');
select count(*) from howdah.claim_events();
insert into howdah_internal.outbox_receiver as r (asked_at, paused_until) values (howdah.now(), howdah.now())
on conflict (id) do update set paused_until = howdah.now() + interval '1 minute';
select howdah.register_model('p', 'm', 'chat');
select howdah.set_rate_limit('user', 1, 'requests', 'minute');
select howdah.set_rate_limit('user', 2, 'requests', 'day');
select ok((select admitted from howdah.admit('p/m', 1, 1, user_id => 'ann')), 'one call a minute');

select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.outbox set created_at = howdah.now();
insert into howdah.lanes (name, provider) values ('local/m/bulk', 'local');
insert into howdah_internal.jobs (kind, lane, created_at, run_after)
values ('send', 'local/m/bulk', howdah.now(), howdah.now());
select ok(exists (select from howdah.doctor() where subject = 'worker'), 'a worker seen by it is none');
select is(howdah.status() ->> 'state', 'stuck', 'status says so');
select is(howdah.reap_jobs(), 1, 'its lease has ended');
select is((select count(*) from howdah.claim_events()), 1::bigint, 'an event is posted again');
select is((select admitted from howdah.admit('p/m', 1, 1, user_id => 'ann')), false, 'what was used counts from now');
select howdah_test.set_time('2026-03-01 12:01:01Z');
select ok((select admitted from howdah.admit('p/m', 1, 1, user_id => 'ann')), 'and is free again a minute later');
select howdah_internal.forget_workers();
select is((select count(*) from howdah_internal.workers), 0::bigint, 'the worker is forgotten');
select is((select count(*) from howdah_internal.jobs where state = 'ready'), 2::bigint, 'both jobs wait to be done');
select * from finish();
rollback;
