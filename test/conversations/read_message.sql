begin;
select plan(27);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
select is((select r.delta from a, howdah.read_message(a.id, 2147483647) as r), '',
  'beyond the end of an answer there is nothing');
grant select on a to public;
create function pg_temp.read(after integer default 0, attempt integer default null) returns text language sql as $$
  select (r.status, r.delta, r.next_offset, r.attempt)::text
    from a, howdah.read_message(a.id, read.after, read.attempt) as r $$;
create function pg_temp.waits() returns text language sql as $$
  select concat_ws(' ', r.waiting_for, r.retry_after) from a, howdah.read_message(a.id) as r $$;

select is(pg_temp.read(), '(pending,"",0,0)', 'a pending answer has no text');
select is(pg_temp.waits(), 'worker', 'and waits for a worker');
select howdah.pause_lane('local/local-chat/interactive', '2026-03-01 12:00:20Z');
select is(pg_temp.waits(), 'provider 20', 'while the provider makes everybody wait it says how many seconds');
select howdah.resume_lane('local/local-chat/interactive');
create temp table claimed as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table step as select howdah.next_step(job_id, token) as s from claimed;
select is(pg_temp.waits(), '', 'once somebody answers it waits no more');
select length(howdah.append_partial(job_id, token, 0, 'Fünf ')) from claimed;
select length(howdah.append_partial(job_id, token, 5, 'Tage.')) from claimed;
select is(pg_temp.read(), '(streaming,"Fünf Tage.",10,1)', 'while it streams the parts come in order');
select is(pg_temp.read(3), '(streaming,"f Tage.",10,1)', 'from a character offset on');
select is(pg_temp.read(10, 1), '(streaming,"",10,1)', 'and nothing twice');

-- Half-way it fails, and begins anew.
select howdah.next_step(job_id, token, howdah_test.failure(s, 'connection', '{"has_begun": true}')) from claimed, step;
select is(pg_temp.read(10, 1), '(pending,"",0,1)', 'what was read of an answer that failed is forgotten');
select is((select waiting_for || ' ' || (retry_after between 1 and 30) from a, howdah.read_message(a.id)), 'retry true',
  'it is asked for again, and says when');
update howdah_internal.jobs set run_after = howdah.clock();
truncate claimed, step;
insert into claimed select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
insert into step select howdah.next_step(job_id, token) as s from claimed;
select is(pg_temp.read(10, 1), '(streaming,"",0,2)', 'then it is another attempt');
select length(howdah.append_partial(job_id, token, 0, 'Genau fünf Tage.')) from claimed;
select is(pg_temp.read(10, 1), '(streaming,"Genau fünf Tage.",16,2)',
  'whose text comes from the beginning, for who tells which attempt was read');
select is(pg_temp.read(16, 2), '(streaming,"",16,2)', 'and once');
select is(pg_temp.read(99), '(streaming,"",0,2)',
  'who does not is told by an offset below the one that was passed, without text that was not asked for');

select howdah.next_step(job_id, token, howdah_test.outcome(s, 'Fünf Tage.')) from claimed, step;
select is(pg_temp.read(5, 2), '(complete,Tage.,10,2)', 'an ended answer is read the same way');
select is(pg_temp.read(5, 1), '(complete,"Fünf Tage.",10,2)', 'whole for who read another attempt');
select is(pg_temp.read(16, 2), '(complete,"Fünf Tage.",10,2)', 'or more than there is');
select is(pg_temp.read(-5), pg_temp.read(null), 'an offset below zero or null begins at the start');
select is((select finish_reason from a, howdah.read_message(a.id)), 'stop', 'it says how it ended');
select is((select parts from a, howdah.read_message(a.id)), null, 'a text alone has no parts');

create temp table own as
  select howdah.send_message(howdah.start_conversation(collection => null), 'And?', run_by => 'caller') as id;
select is((select waiting_for from own, howdah.read_message(own.id)), 'caller', 'a call of one''s own is awaited');
select howdah_test.set_time('2026-03-01 13:00Z');
select howdah_internal.expire_jobs();
select is((select (status, error_code, waiting_for)::text from own, howdah.read_message(own.id)), '(expired,expired,)',
  'until it is too late');
select throws_ok('select howdah.read_message(gen_random_uuid())', 'PT404', null, 'an unknown message is refused');
set local role howdah_app;
select throws_ok('select howdah.read_message(null)', '22004', null, 'a missing one too');
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.read_message(id) from a', 'PT404', null, 'another user does not find it');
select howdah.act_as('ann', 'other');
select throws_ok('select howdah.read_message(id) from a', 'PT404', null, 'nor does the same user id of another tenant');
set local role howdah_worker;
select throws_ok('select howdah.read_message(null)', '42501', null, 'a worker may not read');
select * from finish();
rollback;
