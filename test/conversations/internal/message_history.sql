begin;
select plan(15);
select howdah.act_as('ann', 'acme');
create temp table c as select howdah.start_conversation(collection => null) as id;
create function pg_temp.say(question text, answer text, status text default 'complete') returns void
language plpgsql as $$
declare
  v_id uuid := howdah.send_message((select id from c), question);
begin
  update howdah.messages as m set status = say.status, content = answer where m.id = v_id;
end
$$;
create function pg_temp.history(max_tokens integer default null, step integer default null) returns text
language sql as $$
  select string_agg(h.content, ' ' order by h.seq)
    from howdah.conversations as c, lateral howdah_internal.message_history(
      'acme', c.head_message_id, max_tokens,
      howdah_internal.tokens_below('acme', c.head_message_id), step) as h
$$;
create function pg_temp.room(variadic texts text[]) returns integer language sql as $$
  select sum(howdah.estimate_tokens(t) + 4)::integer from unnest(texts) as t
$$;
select pg_temp.say('q1', 'a1');
select pg_temp.say('q2', 'partly', 'failed');
select pg_temp.say('q3', '', 'failed');
select pg_temp.say('q4', '', 'expired');
select pg_temp.say('q5', 'a5', 'cancelled');
select pg_temp.say('q6', '', 'cancelled');
select is(pg_temp.history(), 'q1 a1 q5 a5', 'questions without an answer are left out, what was answered stays');
select is(
  (select howdah_internal.tokens_below('acme', c.head_message_id) from howdah.conversations as c),
  pg_temp.room('q1', 'a1', 'q5', 'a5')::bigint,
  'and take no room');
select howdah.add_message(id, 'system', 'Be brief.') from c;
select is(pg_temp.history(), 'q1 a1 q5 a5 Be brief.', 'instructions are there');
select is(pg_temp.history(1), 'Be brief.', 'also where there is room for nothing');
select is(pg_temp.history(pg_temp.room('Be brief.', 'q5', 'a5')), 'q5 a5 Be brief.',
  'the newest turns come before older ones');
select is(pg_temp.history(pg_temp.room('Be brief.', 'q5', 'a5') - 1), 'Be brief.',
  'and an answer does not come without its question');
select howdah.send_message(id, 'q7') from c;
select is(
  (select string_agg(h.content, ' ' order by h.seq) from howdah.conversations as c,
          lateral howdah_internal.message_history('acme', c.head_message_id, null) as h),
  'q1 a1 q5 a5 Be brief. q7', 'the last question is there while it is being answered');

-- Sources.
update howdah.messages set content = 'Five days [1]. See [2, 1] or [a](b) [3][4].', status = 'complete'
 where content = 'a5';
insert into howdah_internal.message_citations (
  tenant_id, message_id, position, chunk_id, document_id, source, content_hash)
select tenant_id, id, 1, 1, gen_random_uuid(), 'a.md', '' from howdah.messages where content like 'Five days%';
select matches(pg_temp.history(), 'Five days\. See or \[a\]\(b\)\. ',
  'numbers of sources that are not sent again are left out');
update howdah.messages set content = 'Take `a[1]`, it is the second [1].' where content like 'Five days%';
select matches(pg_temp.history(), 'Take `a\[1\]`, it is the second\. ', 'in code they are something else');
update howdah.messages set content = 'An answer without sources says [1].' where content = 'a1';
select matches(pg_temp.history(), 'without sources says \[1\]', 'and where there were none they are text');

-- Blocks.
delete from howdah.messages where conversation_id = (select id from c);
update howdah.conversations set head_message_id = null, last_seq = 0;
create temp table begun (n integer, first text);
do $$
begin
  for v_n in 1 .. 60 loop
    perform pg_temp.say('Question ' || v_n, 'Answer ' || v_n);
    insert into begun select v_n, split_part(pg_temp.history(200, 96), 'Answer', 1);
  end loop;
end
$$;
select is((select count(distinct first) from begun), 8::bigint, 'a beginning stays for many turns');
select is(
  (select bool_and(first >= before) from (
     select substr(first, 10)::integer as first, lag(substr(first, 10)::integer, 1, 1) over (order by n) as before
       from begun) as b), true, 'and never goes back');
update howdah.messages set tokens_above = null;
select isnt(pg_temp.history(200, 96), null, 'messages from before they were counted are counted on the way');
select is_empty($$select howdah_internal.message_history('acme', null, null)$$,
  'before the first question there is nothing');
set local role howdah_worker;
select throws_ok($$select howdah_internal.message_history('acme', null, 9)$$, '42501', null,
  'a worker may not read it');
select * from finish();
rollback;
