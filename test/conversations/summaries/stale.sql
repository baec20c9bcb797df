begin;
select plan(18);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'chat', 'chat');
select howdah.register_worker('w', '1', (select version from howdah.schema_version()), '{p}');
select howdah.set_setting('context_tokens', 400);
select howdah.set_setting('summary_model', 'p/chat');
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation(model => 'p/chat', collection => null) as id;
create function pg_temp.say(question text, parent uuid default null) returns uuid language plpgsql as $$
declare
  v_id uuid := (select howdah.send_message(c.id, question || repeat(' and', 45), parent_message_id => parent) from c);
begin
  perform howdah_test.answer(job_id, token, 'Answer to ' || question || repeat(' so', 45))
    from howdah.claim_jobs('w', '{interactive}');
  return v_id;
end
$$;
create function pg_temp.work(says text) returns bigint language sql as $$
  select count(howdah_test.answer(job_id, token, says)) from howdah.claim_jobs('w', '{bulk}')
$$;
create function pg_temp.turns(first integer, last integer) returns bigint language plpgsql as $$
begin
  for n in first .. last loop
    perform pg_temp.say('q' || n);
    perform pg_temp.work('Up to q' || n || '.');
  end loop;
  return 0;
end
$$;
create function pg_temp.seq(question text) returns uuid language sql as $$
  select m.id from howdah.messages as m, c where m.conversation_id = c.id and m.content like question || ' and%'
$$;
create view pg_temp.told as
  select to_seq, case when stale_at is not null then 'stale' else coalesce(content, 'pending') end as content
    from howdah.conversation_summaries order by to_seq;
create function pg_temp.told() returns text language sql as $$
  select string_agg(to_seq || ' ' || content, '; ' order by to_seq, content) from pg_temp.told
$$;
select pg_temp.turns(1, 8);
select is(pg_temp.told(), '4 Up to q3.; 8 Up to q5.; 12 Up to q7.', 'summaries as a conversation grows');

-- What covers nothing of it.
update howdah.messages set content = content || ' indeed.' where id = pg_temp.seq('q7');
select is(pg_temp.told(), '4 Up to q3.; 8 Up to q5.; 12 Up to q7.', 'a message that none covers is nothing to them');
update howdah.messages set content = content where id = pg_temp.seq('q3');
select is(pg_temp.told(), '4 Up to q3.; 8 Up to q5.; 12 Up to q7.', 'nor is one that stays as it is');

-- What two of them cover.
select is((select count(*) from howdah.conversations where summary_of = (select id from c)), 3::bigint, 'three runs');
update howdah.messages set content = 'q3 is removed' where id = pg_temp.seq('q3');
select is(pg_temp.told(), '4 Up to q3.; 8 stale; 12 stale', 'a change makes those stale that cover it, and no other');
select is((select count(*) from howdah.conversation_summaries where stale_at is not null and content is not null),
  0::bigint, 'their texts are gone');
select is((select count(*) from howdah.conversations where summary_of = (select id from c)), 1::bigint,
  'and so are the runs that wrote them');
create temp table a as select howdah.send_message(id, 'And now?') as id from c;
select alike((select howdah_internal.compose_request(m, null)::text from howdah.messages as m join a using (id)),
  '%Up to q3%', 'the next request has what is left');
select unalike((select howdah_internal.compose_request(m, null)::text from howdah.messages as m join a using (id)),
  '%Up to q7%', 'and nothing stale');
select howdah_test.answer(job_id, token, 'Well.') from howdah.claim_jobs('w', '{interactive}');
select is((select count(*) from howdah.claim_jobs('w', '{bulk}')), 1::bigint, 'it is written anew');
select is(pg_temp.told(), '4 Up to q3.; 8 stale; 12 pending; 12 stale', 'behind the one that holds');

-- While it is being written.
create temp table j as
  select j.id as job_id, j.token from howdah_internal.jobs as j where j.state = 'running';
create temp table s as select howdah.next_step(job_id, token) as s from j;
update howdah.messages set content = 'q5 is removed' where id = pg_temp.seq('q5');
select is(howdah.next_step(job_id, token, howdah_test.outcome(s, 'Of q5 too.')), null,
  'what comes for one that went stale meanwhile') from j, s;
select is(pg_temp.told(), '4 Up to q3.; 8 stale; 12 stale; 12 stale', 'is not kept');
select is((select count(*) from howdah.llm_usage where feature = 'summary' and status = 'ok'), 4::bigint, 'but paid');

select is((select count(*) from howdah.messages where content like 'Of q5 too%'), 0::bigint,
  'and no text of it is left');

-- Deleted with what is below it.
delete from howdah.messages as m using c where m.conversation_id = c.id and m.seq > 11;
select is(pg_temp.told(), '4 Up to q3.; 8 stale', 'a message that is deleted takes along what ends with it');
select is(howdah.delete_conversation((select id from c)), true, 'a conversation is deleted');
select is((select count(*) from howdah.conversations) + (select count(*) from howdah.conversation_summaries)
  + (select count(*) from howdah.messages), 0::bigint, 'with all summaries, and their runs');
select * from finish();
rollback;
