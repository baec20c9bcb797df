begin;
select plan(17);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.activate_prompt('days', howdah.create_prompt_version('days', 'As JSON.',
  params => '{"response_format": {"type": "json_object"}}'));
create temp table a as
  select howdah.send_message(howdah.start_conversation(prompt => 'days', collection => null), 'How long?') as id;
create temp table claimed as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
grant select on claimed to public;
select is(howdah.append_partial(job_id, token, 0, 'Five'), 'cancelled',
  'a message that nobody is asked about takes no text') from claimed;
create temp table step as select howdah.next_step(job_id, token) as s from claimed;
select howdah_test.set_time('2026-03-01 12:00:30Z');
set local role howdah_worker;
select is(howdah.append_partial(job_id, token, 0, 'Five'), 'ok', 'a worker writes a part') from claimed;
select is(howdah.append_partial(job_id, token, 0, 'Six!'), 'ok', 'and may repeat itself') from claimed;
reset role;
select is((select array_agg(content) from howdah_internal.message_deltas), '{Five}',
  'the part that was there first stays');
select is((select lease_until from howdah_internal.jobs), '2026-03-01 12:01:00Z',
  'the lease is the heartbeat''s affair');
select is(howdah.append_partial(job_id, token - 1, 4, ' days'), 'stale', 'a worker that lost its lease writes nothing')
  from claimed;
select is((select content from howdah.messages join a using (id)), '',
  'the message itself is written once, at the end');
select is(howdah.append_partial(job_id, token, 4, ' da', (s #>> '{ref,seq}')::integer), 'ok',
  'a part may name the call that it is of') from claimed, step;
select howdah.next_step(job_id, token, howdah_test.outcome(s, 'Five day')) from claimed, step;
select is((select s ->> 'kind' from claimed, howdah.next_step(job_id, token) as s), 'repair', 'another call begins');
select is(howdah.append_partial(job_id, token, 4, ' days', (s #>> '{ref,seq}')::integer), 'stale',
  'what the first one still says is no part of it') from claimed, step;
select is_empty('select from howdah_internal.message_deltas', 'nor is what it said before');
select is(howdah.append_partial(job_id, token, 0, '{', 2), 'ok', 'its own text begins anew') from claimed;
set local role howdah_app;
select is(howdah.append_partial(job_id, token, 4, ' days'), 'stale',
  'the application may not write parts of what a worker answers') from claimed;
set local role howdah_analyst;
select throws_ok($$select howdah.append_partial(1, 1, 0, 'x')$$, '42501', null, 'an analyst may not write parts');
reset role;
select throws_ok($$select howdah.append_partial(1, 1, null, 'x')$$, '22004', null, 'a part without a place is none');
select throws_ok($$select howdah.append_partial(1, 1, 0, null)$$, '22004', null, 'nor without a text');
select throws_ok($$select howdah.append_partial(1, 1, -1, 'x')$$, '22023', null, 'nor before the beginning');
select * from finish();
rollback;
