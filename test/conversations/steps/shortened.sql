begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation() as id;
select howdah.add_message((select id from c), case n % 2 when 1 then 'user' else 'assistant' end,
  'Number ' || n || '. ' || repeat('What was said before. ', 40)) from generate_series(1, 20) as n;
create temp table a as select howdah.send_message((select id from c), 'And what follows from it?') as id;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table s as select 1 as n, howdah.next_step(job_id, token) as s from j;
insert into s select 2, howdah.next_step(job_id, token, howdah_test.failure(s, 'context_length_exceeded')) from j, s;
select is((select s ->> 'call' from s where n = 2), 'chat',
  'a history that its provider finds too long is asked again at once');
create function pg_temp.tokens(number integer) returns integer language sql as $$
  select howdah_internal.request_tokens(s #> '{request,messages}') from s where n = number
$$;
select cmp_ok(pg_temp.tokens(2), '<', (pg_temp.tokens(1) * 0.6)::integer, 'with half of it');
select cmp_ok(pg_temp.tokens(2), '>', (pg_temp.tokens(1) * 0.2)::integer, 'and not with none');
select matches((select s #>> '{request,messages,-1,content}' from s where n = 2), 'And what follows from it\?$',
  'the question stays');
select ok((select s #>> '{request,messages,-2,content}' ~ '^Number 20' from s where n = 2), 'and the newest turn');
select is(howdah.next_step(job_id, token, howdah_test.failure(s, 'context_length_exceeded')), null, 'but once')
  from j, s where n = 2;
select is((select concat_ws(' ', status, error_code) from howdah.messages join a using (id)),
  'failed context_length_exceeded', 'then the message fails');
select results_eq(
  $$select status, error_code from howdah.message_trace((select id from a)) order by seq$$,
  $$values ('failed', 'context_length_exceeded'), ('failed', 'context_length_exceeded')$$, 'both are in its trace');

-- Nothing beside the question could go.
truncate j;
create temp table b as select howdah.send_message(howdah.start_conversation(), 'Short?') as id;
insert into j select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select is(
  howdah.next_step(job_id, token,
    howdah_test.failure(howdah.next_step(job_id, token), 'context_length_exceeded')),
  null, 'a question alone is not sent again') from j;
select * from finish();
rollback;
