begin;
select plan(13);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation(collection => null) as id;
grant select on c to public;
select howdah.add_message(id, case n % 2 when 1 then 'user' else 'assistant' end, 'Said ' || n) from c,
  generate_series(1, 6) as n;
insert into howdah.conversation_summaries (
  conversation_id, user_id, from_seq, to_seq, message_id, run_id, content, token_count, created_at)
select c.id, 'ann', 1, m.seq, m.id, gen_random_uuid(), 'Up to ' || m.seq, 5, '2026-03-01 11:00Z'
  from c join howdah.messages as m on m.conversation_id = c.id where m.seq in (2, 4);
insert into howdah.conversation_summaries (conversation_id, user_id, from_seq, to_seq, message_id, run_id, stale_at)
select c.id, 'ann', 1, m.seq, m.id, gen_random_uuid(), howdah.now()
  from c join howdah.messages as m on m.conversation_id = c.id where m.seq = 4;
create function pg_temp.listed() returns setof text language sql as $$
  select l.to_seq || ' ' || l.status || coalesce(' ' || l.content, '')
    from howdah.summaries_of_conversation((select id from c)) as l
$$;
create function pg_temp.looks() returns bigint language sql as $$
  select count(*) from howdah.access_log as l where l.function = 'review' and l.conversation_id = (select id from c)
$$;
set local role howdah_app;
select howdah.act_as('ann', 'acme');
select results_eq('select * from pg_temp.listed()',
  $$values ('2 complete Up to 2'), ('4 complete Up to 4'), ('4 stale')$$,
  'a user reads the summaries of the own conversation, also that one was stale');
select results_eq('select to_seq, content from howdah.conversation_summaries where stale_at is null order by to_seq',
  $$values (2::bigint, 'Up to 2'), (4::bigint, 'Up to 4')$$, 'and the table has no others');
select throws_ok('select * from howdah.summaries_of_conversation(null)', '22004', null,
  'which conversation has to be said');
select howdah.act_as('bob', 'acme');
select throws_ok('select * from pg_temp.listed()', 'PT404', null, 'others do not');
select is((select count(*) from howdah.conversation_summaries), 0::bigint, 'nor in the table');
select howdah.act_as('ann', 'beta');
select throws_ok('select * from pg_temp.listed()', 'PT404', null, 'nor does one of that name elsewhere');
set local role howdah_reviewer;
select howdah.act_as('rita', 'acme');
select is((select count(*) from pg_temp.listed()), 3::bigint, 'a reviewer reads them');
select throws_ok('select content from howdah.conversation_summaries', '42501', null, 'by the function alone');
set local role howdah_analyst;
select throws_ok('select content from howdah.conversation_summaries', '42501', null, 'an analyst reads none');
select is((select count(*) from (select to_seq, error_code from howdah.conversation_summaries) as s), 3::bigint,
  'but sees that they are there');
reset role;
select is(pg_temp.looks(), 1::bigint, 'which leaves a row in the access log');
set local role howdah_reviewer;
select howdah.act_as('rita', 'beta');
select throws_ok('select * from pg_temp.listed()', 'PT404', null, 'of the own tenant only');
reset role;
set local role howdah_worker;
select throws_ok('select * from pg_temp.listed()', '42501', null, 'a worker does not list them');
select * from finish();
rollback;
