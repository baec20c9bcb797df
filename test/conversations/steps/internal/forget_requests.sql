begin;
select plan(7);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
insert into howdah_internal.message_steps (tenant_id, message_id, seq, kind, call, status, request, started_at)
select 'acme', id, n, 'answer', 'chat', case n when 3 then 'calling' else 'done' end, '{}',
       timestamptz '2026-03-01 12:00Z' + n * interval '1 day'
  from a, generate_series(1, 6) as n;
select is(howdah_internal.forget_requests('2026-03-05 12:00Z'), 2::bigint, 'what was sent before is forgotten');
select is((select array_agg(seq order by seq) from howdah_internal.message_steps where request is not null),
  '{3,4,5,6}',
  'not what was sent since, nor what is still under way');
select is((select count(*) from howdah_internal.message_steps), 6::bigint, 'that it was sent stays');
select is(howdah_internal.forget_requests('2026-03-05 12:00Z'), 0::bigint, 'once');
insert into howdah_internal.message_steps (tenant_id, message_id, seq, kind, call, status, request, started_at)
select 'acme', id, n, 'answer', 'chat', 'done', '{}', '2026-01-01' from a, generate_series(11, 2510) as n;
select is(howdah_internal.forget_requests('2026-03-01'), 2500::bigint, 'any number in one go');
select howdah_test.set_time('2026-04-06 12:00Z');
select is((select deleted from howdah_internal.delete_old_rows() where kind = 'message_requests'), 2::bigint,
  'after message_request_days it happens by itself');
set local role howdah_app;
select throws_ok('select howdah_internal.forget_requests(now())', '42501', null, 'an application may not');
select * from finish();
rollback;
